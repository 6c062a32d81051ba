package dev.migrationgate.ledger;

import dev.migrationgate.events.broker.Brokers;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Makes consumers with the ledger's settings.
 *
 * @param brokers which
 * @param instance this instance's name
 */
record KafkaConsumers(Brokers brokers, String instance) {
    /** What is taken into the store as one: large enough that events of one deployment often come together. */
    private static final int MAX_POLL_RECORDS = 4_000;

    /** Of each partition, of which there may be dozens. */
    private static final int PARTITION_BYTES = 512 * 1024;

    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    /** How soon partitions are seen that were added. */
    private static final int METADATA_MILLIS = 60_000;

    /** Of what is told to others at once. */
    private static final int MAX_GROUPED_RECORDS = 100;

    /** After a kill, the others have the partitions this much later. */
    private static final int SESSION_MILLIS = 10_000;

    /** A consumer that belongs to no group and reads committed records only. */
    Consumer<String, byte[]> consumer() {
        return consumer(settings());
    }

    /** A consumer of a group that reads committed records only, few at once, and commits nothing by itself. */
    Consumer<String, byte[]> consumer(String group) {
        var settings = new HashMap<>(settings());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + instance);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_GROUPED_RECORDS);
        return consumer(settings);
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> settings() {
        return brokers.with(Map.ofEntries(
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "deployment-ledger-" + instance),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES),
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000)));
    }
}
