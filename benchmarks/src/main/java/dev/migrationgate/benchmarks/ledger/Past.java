package dev.migrationgate.benchmarks.ledger;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events as the services would have, with the same schemas, bytes and headers. */
final class Past implements AutoCloseable {
    /** From one deployment's request to the next one's: a million of them have to be younger than Kafka keeps events. */
    static final Duration BETWEEN = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final Producer<String, byte[]> producer;

    Past(String bootstrapServers, URI registry) {
        this.codec = new EventCodec(SchemaRegistry.at(registry));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64L * 1024 * 1024,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Writes all events of a deployment. */
    void write(PastDeployment deployment) {
        begin(deployment);
        send(Topics.MIGRATION_STARTED, deployment.started(), deployment);
        if (deployment.fails()) {
            send(Topics.MIGRATION_FAILED, deployment.failed(), deployment);
            return;
        }
        send(Topics.MIGRATION_SUCCEEDED, deployment.succeeded(), deployment);
        send(Topics.SERVICE_DEPLOYED, deployment.deployed(), deployment);
    }

    /** Writes a deployment's request alone. */
    void begin(PastDeployment deployment) {
        send(Topics.DEPLOYMENT_REQUESTED, deployment.requested(), deployment);
    }

    private <T extends SpecificRecord> void send(EventTopic<T> topic, T event, PastDeployment deployment) {
        var headers = new CloudEventHeaders(
                topic.name() + "-" + deployment.id(), "/benchmark", deployment.id(), deployment.at(), Optional.empty());
        // What a failed one would mean shows at the flush, and in the count that the ledger comes to.
        var _ = producer.send(new ProducerRecord<>(
                topic.name(),
                null,
                deployment.at().toEpochMilli(),
                topic.keyOf().apply(event),
                codec.encode(topic, event),
                headers.toHeaders(topic)));
    }

    /** Waits until all of it is written. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** When a deployment of the past was requested. */
    static Instant time(Instant start, int number) {
        return start.plus(BETWEEN.multipliedBy(number));
    }
}
