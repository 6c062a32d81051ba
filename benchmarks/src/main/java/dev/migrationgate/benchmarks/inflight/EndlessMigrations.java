package dev.migrationgate.benchmarks.inflight;

import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.quickstart.fleet.Fleet;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Migrations that run until they are let go, all at once.
 *
 * <p>Each has a lane of its own but no database: thousands of databases would measure PostgreSQL. Ingest takes no such
 * manifest, so what it would have published is published here.
 */
final class EndlessMigrations {
    private static final String IMAGE = "europe-west1-docker.pkg.dev/bench-test/docker-private/endless:1.0.0";

    private final Path gate;
    private final String bootstrapServers;
    private final EventCodec codec;
    private final SigningKey key;

    private EndlessMigrations(Path gate, String bootstrapServers, EventCodec codec, SigningKey key) {
        this.gate = gate;
        this.bootstrapServers = bootstrapServers;
        this.codec = codec;
        this.key = key;
    }

    /** Writes their image, with the gate that they wait at. */
    static EndlessMigrations prepare(Fleet system) throws IOException, InterruptedException {
        Path folder = system.images().resolve(IMAGE.replace(':', '/'));
        Files.createDirectories(folder.resolve("rootfs"));
        Path gate = folder.resolve("gate");
        int status = new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
        if (status != 0) {
            throw new IOException("mkfifo " + gate + " ended with " + status);
        }
        // Without a writer, cat waits for one without any cost.
        Files.writeString(folder.resolve("config.json"), """
                {
                  "architecture": "amd64",
                  "os": "linux",
                  "config": { "Entrypoint": ["cat", "%s"] }
                }
                """.formatted(gate));
        return new EndlessMigrations(
                gate,
                system.bootstrapServers(),
                new EventCodec(SchemaRegistry.at(system.registry())),
                system.requestKey().read());
    }

    /** Asks for the deployments of some applications, counted from {@code from} on to below {@code to}. */
    void ask(int from, int to) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int number = from; number < to; number++) {
                DeploymentRequested event = SignedRequest.sign(request(number), key);
                var _ = producer.send(new ProducerRecord<>(
                        Topics.DEPLOYMENT_REQUESTED.name(),
                        event.getLaneId(),
                        codec.encode(Topics.DEPLOYMENT_REQUESTED, event)));
            }
        }
    }

    /** Lets all end that wait now. */
    void letGo() throws IOException {
        // For reading too, so that it does not wait for a reader where none is left.
        new RandomAccessFile(gate.toFile(), "rw").close();
    }

    private static DeploymentRequested request(int number) {
        String application = "acme/platform/test/bench/endless-" + number;
        ContainerSpec container = ContainerSpec.newBuilder().setImage(IMAGE).build();
        return DeploymentRequested.newBuilder()
                .setDeploymentId(String.format(Locale.ROOT, "d%019d000000", number))
                .setApplicationId(application)
                .setLaneId("Application/" + application)
                .setVersion("1.0.0")
                .setRequestedAt(Instant.now())
                .setRequester(Requester.newBuilder()
                        .setSource("bench")
                        .setDeliveryId("endless-" + number)
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("bench-test")
                        .setRegion("europe-west1")
                        .setService("endless-" + number)
                        .setContainer(container)
                        .setPort(8080)
                        .build())
                .setMigration(MigrationSpec.newBuilder()
                        .setContainer(container)
                        .setTimeoutSeconds(14_400)
                        .build())
                .setManifestDigest("sha256:00")
                .build();
    }
}
