package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PushConfig;
import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ingest.IngestConfig;
import dev.migrationgate.ingest.IngestService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that an ingest pulls from a subscription, with a real broker and Google's own client. */
class BuildsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String TOPIC = "projects/builds/topics/cloud-builds";
    private static final String SUBSCRIPTION = "projects/builds/subscriptions/builds";
    private static final String REPOSITORY =
            "europe-west1-docker.pkg.dev/payment-gateway-production/docker-private/payment-api";
    private static final String DIGEST = "sha256:" + "c".repeat(64);
    private static final String BUILD = """
        {"id": "8f2c", "status": "SUCCESS", "results": {"images": [{"name": "%s:1.9.0", "digest": "%s"}]}}
        """.formatted(REPOSITORY, DIGEST);
    private static final String PUSHED = """
        {"action": "INSERT", "digest": "%s@%s", "tag": "%s:1.9.0"}
        """.formatted(REPOSITORY, DIGEST, REPOSITORY);

    private static RunningSystem system;
    private static CloudEmulator emulator;
    private static GoogleCloud google;
    private static IngestService ingest;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        system = RunningSystem.start(directory.resolve("stack"));
        system.post("v1", "before-all");
        emulator = CloudEmulator.start(new EmulatorConfig(0, directory.resolve("cloud"), directory));
        google = GoogleCloud.open(Optional.of(emulator.endpoint()));
        google.topics().createTopic(TOPIC);
        google.subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 10);
        Path connections = Files.writeString(
                directory.resolve("connections.yaml"),
                "builds: {subscription: " + SUBSCRIPTION + ", environments: [production]}\n");
        Map<String, String> variables =
                new HashMap<>(system.stack().requestKey().ingest());
        variables.putAll(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", system.stack().bootstrapServers(),
                "SCHEMA_REGISTRY_URL", system.stack().registry().toString(),
                "GOOGLE_CLOUD_ENDPOINT", emulator.endpoint().toString(),
                "STATE_DIRECTORY", directory.resolve("second").toString(),
                "CONNECTIONS_FILE", connections.toString(),
                "PORT", "0",
                "MANAGEMENT_PORT", "0"));
        ingest = IngestService.start(IngestConfig.from(variables));
    }

    @AfterAll
    static void stop() {
        ingest.close();
        google.close();
        emulator.close();
        system.close();
    }

    @Test
    void aBuildIsRequestedOnceByItsDigestAndItsVersionStandsInTheDeploymentConfig() {
        publish(BUILD);
        await().atMost(LIMIT).until(() -> requested().size() == 1);

        publish(BUILD);
        publish(PUSHED);

        await().atMost(LIMIT)
                .until(() -> metrics().matches("(?s).*ingest_builds_total\\{[^}]*outcome=\"repeated\"[^}]*} 2\\.0.*"));
        assertThat(requested()).singleElement().satisfies(request -> {
            assertThat(request.getService().getContainer().getImage()).isEqualTo(REPOSITORY + "@" + DIGEST);
            assertThat(request.getRequester().getSource()).isEqualTo("cloud-build");
            assertThat(request.getSignature()).isPresent();
        });
        assertThat(text("manifests"))
                .anyMatch(document -> document.contains("\"kind\":\"DeploymentConfig\"")
                        && document.contains("\"version\":\"1.9.0\""));
    }

    @Test
    void whatNobodyCanReadIsAmongTheDeadLetters() {
        publish("built!");

        await().atMost(LIMIT).until(() -> text("dead-letter").contains("built!"));
        ConsumerRecord<byte[], byte[]> letter = records("dead-letter").stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).equals("built!"))
                .findFirst()
                .orElseThrow();
        assertThat(new String(letter.headers().lastHeader("dl_topic").value(), StandardCharsets.UTF_8))
                .isEqualTo(SUBSCRIPTION);
        assertThat(letter.headers().lastHeader("dl_message_id").value()).isEqualTo(letter.key());
    }

    private static List<DeploymentRequested> requested() {
        return system.all(DeploymentRequested.class).stream()
                .filter(request -> request.getVersion().equals("1.9.0"))
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return new RawTopics(system.stack().bootstrapServers()).read(topic);
    }

    private static List<String> text(String topic) {
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String metrics() throws IOException, InterruptedException {
        return system.get(URI.create("http://127.0.0.1:" + ingest.managementPort() + "/metrics"));
    }

    private static void publish(String data) {
        google.topics()
                .publish(
                        TOPIC,
                        List.of(PubsubMessage.newBuilder()
                                .setData(ByteString.copyFromUtf8(data))
                                .build()));
    }
}
