package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.broker.Brokers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka clients with ingest's settings.
 *
 * @param brokers which, and how to reach them
 * @param instance this instance's name, unlike that of any other: two with one name would shut each other out
 * @param limit how long the acknowledgement of a request may take
 */
public record KafkaClients(Brokers brokers, String instance, Duration limit) {
    /** As large as the topics take; a document has at most 256 KiB, a request of a deployment a few of them. */
    private static final int MAX_RECORD_BYTES = 3 * 1024 * 1024;

    private static final int TRANSACTION_MILLIS = 30_000;

    /** A commit sends at once whatever waits, so nothing ever waits so long; but what is sent before it goes out in pieces. */
    private static final int LINGER_MILLIS = 50;

    /**
     * Then twice as long, and so on to Kafka's second. A broker still busy with the end of the last transaction refuses the next
     * one's records with CONCURRENT_TRANSACTIONS, which Kafka's default would answer with 100 milliseconds of waiting.
     */
    private static final int RETRY_MILLIS = 5;

    /** Some dozens of requests: what a transaction writes into a partition goes there together. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** A transactional producer that waits for all replicas, and sends what a transaction writes when it commits. */
    public Producer<String, byte[]> producer() {
        // Sending and committing each wait on their own, so each gets less than the whole limit.
        int wait = Math.toIntExact(Math.max(1_000, limit.toMillis() / 2));
        Map<String, Object> settings = brokers.with(Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "manifest-ingest-" + instance),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "manifest-ingest-" + instance),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, wait),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, wait - LINGER_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait),
                Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES)));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer without a group that reads committed records only. */
    public Consumer<String, byte[]> consumer() {
        return consumer("catalogue", Map.of());
    }

    /** Where partitions end, what is not committed yet included. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<String, Object> everything = Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        try (Consumer<String, byte[]> consumer = consumer("ends", everything)) {
            return consumer.endOffsets(partitions);
        }
    }

    /** The same as {@link #consumer()} for what happened lately. */
    public Consumer<String, byte[]> recent() {
        return consumer("recent", Map.of());
    }

    /** The same as {@link #consumer()} for a look at recorded requests; made for each look, so one at a time. */
    public Consumer<String, byte[]> recorded() {
        return consumer("recorded", Map.of());
    }

    /**
     * A consumer of the group that reports; it commits only what it is told to.
     *
     * @param most how many records it gives at once
     */
    public Consumer<String, byte[]> reports(int most) {
        // With the sticky one, what others go on reading is not interrupted when an instance comes or goes.
        Map<String, Object> more = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                "manifest-ingest-report",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                most);
        return consumer("report", more);
    }

    private Consumer<String, byte[]> consumer(String purpose, Map<String, Object> more) {
        var settings = brokers.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "manifest-ingest-" + purpose + "-" + instance,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
