package dev.migrationgate.tests.forgery;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import java.net.URI;
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

    /** Writes it to where the deployer reads. */
    public void write(String bootstrapServers, URI registry) throws InterruptedException {
        MigrationSucceeded forged = MigrationSucceeded.newBuilder()
                .setRequest(request)
                .setOutcome(MigrationOutcome.APPLIED)
                .setAttempt(1)
                .setEvidence(evidence)
                .setDecidedAt(Instant.now())
                .build();
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
