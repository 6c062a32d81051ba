package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.tests.ground.AnyPlatform;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dead letter that can be read after all is acted on once it is sent again. */
@AnyPlatform
class ReplayIT {
    private static final int FRAME_BYTES = 5;

    /** A newer ingest wrote it, and the registry, restored from an older copy, say, did not hold its schema for a while. */
    @Test
    void aRequestWhoseSchemaWasMissingIsDeployedWhenItIsReplayed(@TempDir Path state) throws Exception {
        try (RunningSystem system = RunningSystem.start(state)) {
            RawTopics topics = new RawTopics(system.ground().bootstrapServers());
            SchemaRegistry registry = SchemaRegistry.at(system.ground().registry());
            DeploymentRequested request = signed(
                    anotherLike(system, system.post("v1", "before")),
                    system.ground().requestKey().read());
            int missing = registry.idOf(
                            "of-somebody-else", SchemaBuilder.fixed("Else").size(1))
                    + 1;
            topics.send(new ProducerRecord<>(
                    Topics.DEPLOYMENT_REQUESTED.name(),
                    request.getLaneId().getBytes(StandardCharsets.UTF_8),
                    newer(new EventCodec(registry).encode(Topics.DEPLOYMENT_REQUESTED, request), missing)));
            String letter = letterSaying(topics, "schema id " + missing + " is unknown");

            assertThat(registry.idOf(Topics.DEPLOYMENT_REQUESTED.subject(), newerSchema()))
                    .isEqualTo(missing);
            var commands = new DeadLetterCommands(system.ground().bootstrapServers());
            assertThat(commands.gate(new StringWriter(), "replay", letter)).isZero();

            system.awaited(request.getDeploymentId(), ServiceDeployed.class);
            assertThat(system.of(request.getDeploymentId(), MigrationStarted.class))
                    .hasSize(1);
        }
    }

    /** The request of a deployment that has ended, as if it were made once more. */
    private static DeploymentRequested anotherLike(RunningSystem system, String deployment) {
        system.awaited(deployment, ServiceDeployed.class);
        return DeploymentRequested.newBuilder(
                        system.of(deployment, DeploymentRequested.class).getFirst())
                .setDeploymentId("d" + new StringBuilder(deployment.substring(1)).reverse())
                .setRequestedAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    /** As a newer ingest signs it: the schema that it writes is part of what is signed. */
    private static DeploymentRequested signed(DeploymentRequested request, SigningKey key) {
        SchemaRegistry registry = SchemaRegistry.inMemory();
        EventCodec codec = new EventCodec(registry);
        byte[] newer = newer(
                codec.encode(Topics.DEPLOYMENT_REQUESTED, request),
                registry.idOf(Topics.DEPLOYMENT_REQUESTED.subject(), newerSchema()));
        IndexedRecord written = codec.decodeAsWritten(Topics.DEPLOYMENT_REQUESTED, newer);
        return DeploymentRequested.newBuilder(request)
                .setSignature(SignedRequest.signature(written, key))
                .build();
    }

    /** Our schema with one more field at its end. */
    private static Schema newerSchema() {
        Schema ours = Topics.DEPLOYMENT_REQUESTED.schema();
        List<Schema.Field> fields = new ArrayList<>();
        ours.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional = SchemaBuilder.unionOf().nullType().and().stringType().endUnion();
        fields.add(new Schema.Field("since", optional, "Added later.", Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
    }

    /** An event of our schema as one of the newer: that field is absent, which Avro writes as a zero. */
    private static byte[] newer(byte[] event, int schema) {
        return ByteBuffer.allocate(event.length + 1)
                .put((byte) 0)
                .putInt(schema)
                .put(event, FRAME_BYTES, event.length - FRAME_BYTES)
                .put((byte) 0)
                .array();
    }

    private static String letterSaying(RawTopics topics, String reason) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> topics.read(Topics.DEAD_LETTER.name()).stream()
                                .filter(letter -> says(letter, reason))
                                .map(letter -> letter.partition() + ":" + letter.offset())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean says(ConsumerRecord<byte[], byte[]> letter, String reason) {
        return CloudEventHeaders.text(letter.headers(), "dl_reason")
                .filter(said -> said.contains(reason))
                .isPresent();
    }
}
