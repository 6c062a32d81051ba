package dev.migrationgate.tests.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.publish.KafkaClients;
import dev.migrationgate.ingest.report.DeploymentState;
import dev.migrationgate.ingest.report.ReportSettings;
import dev.migrationgate.ingest.report.Reporter;
import dev.migrationgate.ingest.report.WebhookConfig;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.quickstart.platform.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reporting against a real broker, through starts and a rewound group. */
class ReportsIT {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String APPLICATION = "acme/retail/production/shop/orders-api";
    private static final String GROUP = "manifest-ingest-report";
    private static final SecretReference SECRET = new SecretReference.File(Path.of("/secret"));
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private record Call(String path, Optional<String> id, String body) {}

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void anOutcomeIsReportedAfterARestartAndARewoundGroupSaysTheSameAgain(@TempDir Path data) throws Exception {
        HttpServer server = receiver();
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            createTopics(admin);
            write(producer, Topics.DEPLOYMENT_REQUESTED, requested(), "asked");
            try (Reporter _ = start(broker, server)) {
                await().atMost(LIMIT).until(() -> states().equals(List.of("pending")));
                await().atMost(LIMIT).until(() -> committed(admin) == 1);
            }

            write(producer, Topics.SERVICE_DEPLOYED, deployed(), "deployed");
            try (Reporter _ = start(broker, server)) {
                await().atMost(LIMIT).until(() -> states().equals(List.of("pending", "success")));
                await().atMost(LIMIT).until(() -> committed(admin) == 2);
            }
            assertThat(ids()).hasSize(2);

            List<String> before = ids();
            admin.deleteConsumerGroups(List.of(GROUP)).all().get();
            try (Reporter _ = start(broker, server)) {
                await().atMost(LIMIT).until(() -> ids().size() == 4);
                await().atMost(LIMIT).until(() -> committed(admin) == 2);
            }
            assertThat(ids().subList(2, 4)).isEqualTo(before);
            assertThat(states()).containsExactly("pending", "success", "success");
        } finally {
            server.stop(0);
        }
    }

    private Reporter start(EmbeddedBroker broker, HttpServer server) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var repository = new RepositoryConfig(
                "acme/manifests",
                RepositoryConfig.Provider.GITHUB,
                "https://github.example/acme/manifests.git",
                List.of("main"),
                "",
                Scope.EVERYTHING,
                "x-access-token",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new RepositoryConfig.Report(address, SECRET)));
        var webhook = new WebhookConfig(
                "chat", address.resolve("/chat"), SECRET, Scope.EVERYTHING, EnumSet.allOf(DeploymentState.class));
        return Reporter.start(
                        new ReportSettings(List.of(repository), List.of(webhook), Optional.empty(), Duration.ofDays(2)),
                        _ -> "secret".getBytes(StandardCharsets.UTF_8),
                        new KafkaClients(Brokers.open(broker.bootstrapServers()), "one", Duration.ofSeconds(10)),
                        codec,
                        new SimpleMeterRegistry())
                .orElseThrow();
    }

    private HttpServer receiver() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                calls.add(new Call(
                        exchange.getRequestURI().getPath(),
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("webhook-id")),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(201, -1);
            }
        });
        server.start();
        return server;
    }

    /** The states that the commit was given, one after the other. */
    private List<String> states() {
        return calls.stream()
                .filter(call -> call.path().equals("/repos/acme/manifests/statuses/" + COMMIT))
                .map(call -> call.body().replaceFirst(".*\"state\":\"([a-z]+)\".*", "$1"))
                .toList();
    }

    private List<String> ids() {
        return calls.stream().flatMap(call -> call.id().stream()).toList();
    }

    private static void createTopics(Admin admin) throws Exception {
        admin.createTopics(Topics.events().stream()
                        .map(topic -> new NewTopic(topic.name(), 2, (short) 1))
                        .toList())
                .all()
                .get();
    }

    /** How many records the group is done with. */
    private static long committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private <T extends SpecificRecord> void write(
            KafkaProducer<String, byte[]> producer, EventTopic<T> topic, T event, String id) throws Exception {
        var headers = new CloudEventHeaders(id, "/test", "dep-1", now, Optional.empty()).toHeaders(topic);
        producer.send(new ProducerRecord<>(
                        topic.name(), null, topic.keyOf().apply(event), codec.encode(topic, event), headers))
                .get();
    }

    private DeploymentRequested requested() {
        return DeploymentRequested.newBuilder()
                .setDeploymentId("dep-1")
                .setApplicationId(APPLICATION)
                .setLaneId("lane")
                .setVersion("1.4.0")
                .setRequestedAt(now)
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("github:1")
                        .setRepository("acme/manifests")
                        .setRef("refs/heads/main")
                        .setCommit(COMMIT)
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("orders-api")
                        .setContainer(
                                ContainerSpec.newBuilder().setImage("api:1").build())
                        .setPort(8080)
                        .build())
                .setManifestDigest("sha256:0")
                .build();
    }

    private ServiceDeployed deployed() {
        return ServiceDeployed.newBuilder()
                .setDeploymentId("dep-1")
                .setApplicationId(APPLICATION)
                .setVersion("1.4.0")
                .setService("service")
                .setRevision("revision")
                .setUri("https://orders.example.com")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(now)
                .setDeployedAt(now.plusSeconds(1))
                .build();
    }
}
