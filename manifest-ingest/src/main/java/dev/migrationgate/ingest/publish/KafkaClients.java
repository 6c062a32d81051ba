package dev.migrationgate.ingest.publish;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka clients with ingest's settings.
 *
 * @param bootstrapServers brokers to begin with
 * @param instance this instance's name, unlike that of any other: two with one name would shut each other out
 * @param limit how long the acknowledgement of a request may take
 */
public record KafkaClients(String bootstrapServers, String instance, Duration limit) {
    /** As large as the topics take; a document has at most 256 KiB, a request of a deployment a few of them. */
    private static final int MAX_RECORD_BYTES = 3 * 1024 * 1024;

    private static final int TRANSACTION_MILLIS = 30_000;

    /** A transactional producer that waits for all replicas, and never for more to send. */
    public Producer<String, byte[]> producer() {
        // Sending and committing each wait on their own, so each gets less than the whole limit.
        int wait = Math.toIntExact(Math.max(1_000, limit.toMillis() / 2));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, "manifest-ingest-" + instance,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "manifest-ingest-" + instance,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, wait,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, wait,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer without a group that reads committed records only. */
    public Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "manifest-ingest-catalogue-" + instance,
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
                "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
