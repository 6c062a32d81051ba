package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the checkpoints that are in the topic. */
final class RecordedCheckpoints {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordedCheckpoints.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<String, byte[]>> consumers;

    RecordedCheckpoints(Supplier<Consumer<String, byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The newest checkpoint of each block, by the block's name.
     *
     * @throws org.apache.kafka.common.KafkaException they cannot be read now
     */
    Map<String, Checkpoint> read() {
        var found = new TreeMap<String, Checkpoint>();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.LEDGER_CHECKPOINTS.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(found, record);
                }
            }
        }
        return found;
    }

    private static void take(Map<String, Checkpoint> found, ConsumerRecord<String, byte[]> record) {
        try {
            Checkpoint checkpoint = Checkpoint.parse(new String(record.value(), StandardCharsets.UTF_8));
            found.put(checkpoint.block(), checkpoint);
        } catch (IllegalArgumentException | NullPointerException e) {
            LOGGER.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("not a checkpoint, so it is left out");
        }
    }
}
