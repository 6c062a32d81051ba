package dev.migrationgate.ingest.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The topics of events, one partition each, as the consumers of a start see them. */
final class FakeTopics {
    private static final List<TopicPartition> PARTITIONS = EventReader.topics().stream()
            .map(topic -> new TopicPartition(topic, 0))
            .toList();
    private static final Map<TopicPartition, Long> BEGINNING =
            PARTITIONS.stream().collect(Collectors.toMap(partition -> partition, _ -> 0L));

    final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
    final List<Map<TopicPartition, OffsetAndMetadata>> commits = new CopyOnWriteArrayList<>();
    final AtomicInteger polls = new AtomicInteger();
    volatile boolean commitsFail;
    private final List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> ours = new ArrayList<>();

    /** A record that every instance sees. */
    void add(ConsumerRecord<String, byte[]> record) {
        all.add(record);
        ours.add(record);
    }

    /** A record in a partition that another instance reports. */
    void addElsewhere(ConsumerRecord<String, byte[]> record) {
        all.add(record);
    }

    /** The consumer without a group. */
    Consumer<String, byte[]> recent() {
        var consumer = new Fake();
        consumer.schedulePollTask(() -> all.forEach(consumer::addRecord));
        return consumer;
    }

    /** The consumer of the group, which begins where it was committed. */
    Consumer<String, byte[]> grouped() {
        var consumer = new Fake();
        consumer.schedulePollTask(() -> {
            consumer.rebalance(PARTITIONS);
            ours.stream()
                    .filter(record ->
                            record.offset() >= committed.getOrDefault(new TopicPartition(record.topic(), 0), 0L))
                    .forEach(consumer::addRecord);
        });
        return consumer;
    }

    private long end(TopicPartition partition) {
        return all.stream()
                .filter(record -> record.topic().equals(partition.topic()))
                .mapToLong(record -> record.offset() + 1)
                .max()
                .orElse(0);
    }

    /** What the library's own lacks: offsets by time, commits that last, and ones that fail. */
    private final class Fake extends MockConsumer<String, byte[]> {
        Fake() {
            super("earliest");
            PARTITIONS.forEach(partition -> updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null))));
            updateBeginningOffsets(BEGINNING);
            updateEndOffsets(
                    PARTITIONS.stream().collect(Collectors.toMap(partition -> partition, FakeTopics.this::end)));
        }

        /** As the broker, it finds nothing in a partition without records. */
        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            return times.keySet().stream()
                    .filter(partition -> end(partition) > 0)
                    .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndTimestamp(0, 0)));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return partitions.stream()
                    .filter(committed::containsKey)
                    .collect(Collectors.toMap(
                            partition -> partition, partition -> new OffsetAndMetadata(committed.get(partition))));
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (commitsFail) {
                throw new KafkaException("the broker is away");
            }
            commits.add(offsets);
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            polls.incrementAndGet();
            return super.poll(timeout);
        }
    }
}
