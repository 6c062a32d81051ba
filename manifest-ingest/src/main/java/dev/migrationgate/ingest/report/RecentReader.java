package dev.migrationgate.ingest.report;

import dev.migrationgate.events.serde.UndecodableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps {@link RecentDeployments} up to date from all partitions, whoever of several instances reports what is in them. For one
 * thread, which owns the consumer.
 */
final class RecentReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final EventReader events;
    private final RecentDeployments recent;
    private final Clock clock;

    /**
     * Reads what happened for so long.
     *
     * @param consumer belongs to no group
     * @throws KafkaException a topic does not exist, or Kafka is out of reach
     */
    RecentReader(
            Consumer<String, byte[]> consumer,
            EventReader events,
            RecentDeployments recent,
            Clock clock,
            Duration age) {
        this.consumer = consumer;
        this.events = events;
        this.recent = recent;
        this.clock = clock;
        consumer.assign(EventReader.topics().stream()
                .flatMap(topic -> partitions(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        LookBack.begin(consumer, consumer.assignment(), clock.instant().minus(age));
    }

    private List<PartitionInfo> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new KafkaException("the topic " + topic + " does not exist");
        }
        return partitions;
    }

    /** Takes in what is there without waiting for more. */
    void glance() {
        take(consumer.poll(Duration.ZERO));
    }

    /**
     * Takes in everything that is in the topics now. What an event comes from was written before it: whoever has read an event, and
     * then does this, knows its deployment.
     *
     * @param stopped whether nobody waits for it any more
     * @throws KafkaException Kafka is out of reach, or nothing comes for 30 seconds
     */
    void catchUp(BooleanSupplier stopped) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Instant heard = clock.instant();
        while (!stopped.getAsBoolean()
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            take(records);
            Instant now = clock.instant();
            if (!records.isEmpty()) {
                heard = now;
            } else if (heard.plus(STANDSTILL).isBefore(now)) {
                throw new KafkaException("the events of the last days are not there after " + STANDSTILL);
            }
        }
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                recent.take(events.read(record));
            } catch (UndecodableException _) {
                // Whoever reports it says so.
            }
        }
    }
}
