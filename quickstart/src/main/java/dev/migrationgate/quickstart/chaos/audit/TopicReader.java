package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all event topics from their beginning to their present end, as any Kafka consumer could. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Map<String, EventTopic<?>> TOPICS =
            Topics.events().stream().collect(Collectors.toMap(EventTopic::name, Function.identity()));

    private TopicReader() {}

    /**
     * Reads everything that was committed.
     *
     * @param bootstrapServers the brokers
     * @param registry base address of the registry's Confluent API
     * @throws IllegalStateException a record is no event
     */
    public static List<Written> everything(String bootstrapServers, URI registry) {
        EventCodec codec = new EventCodec(SchemaRegistry.at(registry));
        List<Written> written = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TOPICS.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found -> written.add(read(codec, found)));
            }
        }
        return written;
    }

    private static Written read(EventCodec codec, ConsumerRecord<byte[], byte[]> found) {
        EventTopic<?> topic = TOPICS.get(found.topic());
        if (topic == null) {
            throw new IllegalStateException("not asked for: " + found.topic());
        }
        try {
            return new Written(found.partition(), found.offset(), codec.decode(topic, found.value()));
        } catch (UndecodableException e) {
            throw new IllegalStateException(
                    "no event at %s-%d, offset %d".formatted(found.topic(), found.partition(), found.offset()), e);
        }
    }
}
