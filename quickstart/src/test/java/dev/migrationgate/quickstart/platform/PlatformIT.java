package dev.migrationgate.quickstart.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real parts, started for real. */
class PlatformIT {
    private static final Path REGISTRY = Path.of("target", "registry");

    @TempDir
    Path directory;

    @Test
    void aSecondStartGoesOnWithTheSameData() throws Exception {
        PlatformOptions options = PlatformOptions.in(directory, REGISTRY);
        try (Platform first = Platform.start(options)) {
            writeEverywhere(first);
        }

        try (Platform second = Platform.start(options)) {
            readEverywhere(second);
        }
    }

    @Test
    void bothExtensionsOfTheGuideCanBeUsed() throws Exception {
        try (var state = StateDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(state, 0, Duration.ofSeconds(60));
                var connection = connect(postgres.access());
                var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pgcrypto");
            statement.execute("CREATE EXTENSION \"uuid-ossp\"");

            var row = statement.executeQuery("SELECT uuid_generate_v4(), encode(digest('a', 'sha256'), 'hex')");

            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).hasSize(36);
            assertThat(row.getString(2)).startsWith("ca978112ca1bbdca");
        }
    }

    @Test
    void theServerWantsThePassword() {
        try (var state = StateDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(state, 0, Duration.ofSeconds(60))) {
            String url = postgres.access().jdbcUrl("postgres");

            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "wrong")
                            .close())
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aStateDirectoryInUseIsRefused() {
        try (var state = StateDirectory.open(directory)) {
            assertThat(state.folder("x")).exists();

            assertThatThrownBy(() -> Platform.start(PlatformOptions.in(directory, REGISTRY)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aMissingRegistryIsNamedAndNothingStaysBehind() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        Path state = directory.resolve("state");

        assertThatThrownBy(() -> Platform.start(PlatformOptions.in(state, nowhere)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(nowhere.toString());

        try (var left = Files.list(state.resolve("processes"))) {
            assertThat(left).isEmpty();
        }
    }

    private static void writeEverywhere(Platform platform) throws Exception {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        send(platform, "before");
        try (var connection = connect(platform.postgres());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(registry(HttpRequest.newBuilder(URI.create(platform.registryUrl() + "/subjects/kept-value/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))))
                .contains("\"id\"");
    }

    private static void readEverywhere(Platform platform) throws Exception {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG, "reader",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("kept"));
            assertThat(consumer.poll(Duration.ofSeconds(20))).hasSize(1);
        }
        send(platform, "after");
        try (var connection = connect(platform.postgres());
                var row = connection.createStatement().executeQuery("SELECT answer FROM kept")) {
            assertThat(row.next()).isTrue();
        }
        assertThat(registry(HttpRequest.newBuilder(URI.create(platform.registryUrl() + "/subjects"))))
                .contains("kept-value");
    }

    /** In a transaction, as the services write. */
    private static void send(Platform platform, String value) throws Exception {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>("kept", "key", value));
            producer.commitTransaction();
            assertThat(sent.get().topic()).isEqualTo("kept");
        }
    }

    private static java.sql.Connection connect(PostgresAccess access) throws Exception {
        return DriverManager.getConnection(access.jdbcUrl("postgres"), access.user(), access.password());
    }

    private static String registry(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
