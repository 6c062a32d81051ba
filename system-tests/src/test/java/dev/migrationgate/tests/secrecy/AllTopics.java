package dev.migrationgate.tests.secrecy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every record of every topic as bytes: Kafka's own topics, those of Kafka Streams, and what was never committed included. */
final class AllTopics {
    private static final Duration POLL = Duration.ofMillis(200);

    private AllTopics() {}

    /**
     * Reads them to their present ends.
     *
     * @param servers brokers, {@code host:port}
     * @return keys, values and headers, each by its topic, partition and offset
     */
    static Traces read(String servers) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted");
        Map<String, byte[]> pieces = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics(servers).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> keep(record, pieces));
            }
        }
        return new Traces(pieces);
    }

    private static Set<String> topics(String servers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            return admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
        }
    }

    private static void keep(ConsumerRecord<byte[], byte[]> record, Map<String, byte[]> pieces) {
        String where = record.topic() + "-" + record.partition() + "@" + record.offset();
        if (record.key() != null) {
            pieces.put(where + " key", record.key());
        }
        if (record.value() != null) {
            pieces.put(where + " value", record.value());
        }
        for (Header header : record.headers()) {
            pieces.put(where + " header's name", header.key().getBytes(StandardCharsets.UTF_8));
            if (header.value() != null) {
                pieces.put(where + " header " + header.key(), header.value());
            }
        }
    }
}
