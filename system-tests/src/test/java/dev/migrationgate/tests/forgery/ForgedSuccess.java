package dev.migrationgate.tests.forgery;

import dev.migrationgate.audit.SignedSuccess;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.quickstart.stack.KeyPair;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Says that a migration succeeded which did not.
 *
 * @param request the deployment
 * @param evidence an execution that failed
 */
public record ForgedSuccess(DeploymentRequested request, ExecutionEvidence evidence) {

    /** Writes it to where the deployer reads, as somebody who has the runner's key. */
    public void write(String bootstrapServers, URI registry, KeyPair stolen) throws InterruptedException, IOException {
        write(
                bootstrapServers,
                registry,
                SigningKey.of(Files.readString(stolen.secret()), Files.readString(stolen.open())));
    }

    /** Writes it as somebody who has some key. */
    public void write(String bootstrapServers, URI registry, SigningKey key) throws InterruptedException {
        write(bootstrapServers, registry, SignedSuccess.sign(unsigned(), key));
    }

    /** Writes it as somebody who may write there, and has no key. */
    public void write(String bootstrapServers, URI registry) throws InterruptedException {
        write(bootstrapServers, registry, unsigned());
    }

    private MigrationSucceeded unsigned() {
        return MigrationSucceeded.newBuilder()
                .setRequest(request)
                .setOutcome(MigrationOutcome.APPLIED)
                .setAttempt(1)
                .setEvidence(evidence)
                .setDecidedAt(Instant.now())
                .build();
    }

    private void write(String bootstrapServers, URI registry, MigrationSucceeded forged) throws InterruptedException {
        byte[] value = new EventCodec(SchemaRegistry.at(registry)).encode(Topics.MIGRATION_SUCCEEDED, forged);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            String topic = Topics.MIGRATION_SUCCEEDED.name();
            producer.send(new ProducerRecord<>(topic, request.getApplicationId(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the forged event was not written", e);
        }
    }
}
