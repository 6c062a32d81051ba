package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.topics.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes checkpoints where the ledger's disk cannot take them along: a compacted topic, keyed by block. All instances write the
 * same bytes, so that it does not matter which of them does.
 */
final class CheckpointTopic implements AutoCloseable {
    private static final int LIMIT_MILLIS = 10_000;

    private final Producer<String, String> producer;

    CheckpointTopic(Producer<String, String> producer) {
        this.producer = producer;
    }

    static CheckpointTopic at(Brokers brokers, String instance) {
        return new CheckpointTopic(new KafkaProducer<>(
                brokers.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "deployment-ledger-checkpoints-" + instance,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LIMIT_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS)),
                new StringSerializer(),
                new StringSerializer()));
    }

    /**
     * Writes one, and waits for its acknowledgement.
     *
     * @throws KafkaException it may not be written
     */
    void write(Checkpoint checkpoint) throws InterruptedException {
        String text = checkpoint.json().text();
        try {
            producer.send(new ProducerRecord<>(Topics.LEDGER_CHECKPOINTS.name(), checkpoint.block(), text))
                    .get(LIMIT_MILLIS * 2L, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the checkpoint of " + checkpoint.block() + " may not be written", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
