package dev.migrationgate.tests.ledger;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes deployments whose migrations failed into the topics, two events of some 16 KB each, drawn with a seed. */
final class RecordedPast implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final int LINES = 20;
    private static final int LINE = 800;

    private final EventCodec codec;
    private final Producer<String, byte[]> producer;
    private final Random random;
    private int written;

    RecordedPast(String bootstrapServers, URI registry, long seed) {
        this.codec = new EventCodec(SchemaRegistry.at(registry));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.random = new Random(seed);
    }

    /** Writes so many, and waits until the broker has them. @return the last one's id */
    String write(int count) {
        for (int i = 0; i < count; i++) {
            written++;
            send(Topics.DEPLOYMENT_REQUESTED, requested(), id());
            send(Topics.MIGRATION_FAILED, failed(), id());
        }
        producer.flush();
        return id();
    }

    private String id() {
        return "deployment-%06d".formatted(written);
    }

    private String application() {
        return "acme/retail/production/shop/service-" + written % 7;
    }

    private DeploymentRequested requested() {
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id())
                .setApplicationId(application())
                .setLaneId("Database/acme/retail/shop/orders-" + written % 3)
                .setVersion("1." + written)
                .setRequestedAt(START.plusSeconds(written))
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId(id())
                        .setActor("ann")
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("shop-production")
                        .setRegion("europe-west1")
                        .setService("orders")
                        .setContainer(ContainerSpec.newBuilder()
                                .setImage("example.com/orders@sha256:" + "0".repeat(64))
                                .setEnv(Stream.generate(this::variable)
                                        .limit(LINES)
                                        .toList())
                                .setCpu("1")
                                .setMemory("512Mi")
                                .build())
                        .setPort(8080)
                        .build())
                .setManifestDigest("sha256:" + "0".repeat(64))
                .build();
    }

    private MigrationFailed failed() {
        return MigrationFailed.newBuilder()
                .setDeploymentId(id())
                .setApplicationId(application())
                .setLaneId("lane")
                .setVersion("1." + written)
                .setAttempt(1)
                .setReason("EXIT_CODE")
                .setMessage("the container exited with " + (1 + random.nextInt(100)))
                .setLogExcerpt(Stream.generate(this::line).limit(LINES).toList())
                .setRequestedAt(START.plusSeconds(written))
                .setDecidedAt(START.plusSeconds(written + 1L))
                .build();
    }

    private EnvironmentVariable variable() {
        return EnvironmentVariable.newBuilder()
                .setName("SETTING")
                .setValue(line())
                .build();
    }

    /** Letters by chance, which no compression makes small: the store has to write some of it to the disk. */
    private String line() {
        return random.ints(LINE, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private <T extends SpecificRecord> void send(EventTopic<T> topic, T event, String id) {
        var headers = new CloudEventHeaders(topic.name() + "/" + id, "/test", id, START, Optional.empty());
        var _ = producer.send(new ProducerRecord<>(
                topic.name(), null, topic.keyOf().apply(event), codec.encode(topic, event), headers.toHeaders(topic)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
