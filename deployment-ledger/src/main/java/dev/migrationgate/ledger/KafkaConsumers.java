package dev.migrationgate.ledger;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Makes consumers with the ledger's settings.
 *
 * @param bootstrapServers brokers to begin with
 * @param instance this instance's name
 */
record KafkaConsumers(String bootstrapServers, String instance) {
    /** What is taken into the store as one: large enough that events of one deployment often come together. */
    private static final int MAX_POLL_RECORDS = 4_000;

    /** Of each partition, of which there may be dozens. */
    private static final int PARTITION_BYTES = 512 * 1024;

    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    /** How soon partitions are seen that were added. */
    private static final int METADATA_MILLIS = 60_000;

    /** A consumer that belongs to no group and reads committed records only. */
    Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
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
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
