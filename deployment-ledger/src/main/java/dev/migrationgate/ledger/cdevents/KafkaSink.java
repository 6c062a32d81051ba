package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.failpoint.FailPoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes to the topic {@code cdevents}, exactly once: the records and the offsets that they come from are one transaction, and the
 * group's generation fences whoever lost its partitions. The CloudEvents Kafka binding, binary mode.
 */
final class KafkaSink implements Sink {
    private static final int LIMIT_MILLIS = 10_000;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;

    private KafkaSink(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Opens it; ends a transaction that its predecessor left open.
     *
     * @param instance this instance's name: no two that run at once may have the same
     * @throws org.apache.kafka.common.KafkaException Kafka is out of reach
     */
    static KafkaSink open(Brokers brokers, String instance) {
        String id = "deployment-ledger-cdevents-" + instance;
        Producer<String, byte[]> producer = new KafkaProducer<>(
                brokers.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        id,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id,
                        // What a killed instance leaves open holds up the topic's readers for so long.
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        LIMIT_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LIMIT_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS)),
                new StringSerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(CLOSE);
            throw e;
        }
        return new KafkaSink(producer);
    }

    @Override
    public List<CdEvent> tell(
            List<CdEvent> events, Map<TopicPartition, OffsetAndMetadata> next, Consumer<String, byte[]> consumer) {
        producer.beginTransaction();
        for (CdEvent event : events) {
            // Whatever becomes of it, the commit says so.
            var _ = producer.send(record(event));
        }
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        FailPoints.reach("before cdevents in kafka");
        producer.commitTransaction();
        FailPoints.reach("after cdevents in kafka");
        return List.of();
    }

    private static ProducerRecord<String, byte[]> record(CdEvent event) {
        var record = new ProducerRecord<>(Topics.CDEVENTS.name(), event.chain(), event.bytes());
        event.attributes()
                .forEach((name, value) -> record.headers().add("ce_" + name, value.getBytes(StandardCharsets.UTF_8)));
        record.headers().add("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    /** Gives up what is not committed. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
