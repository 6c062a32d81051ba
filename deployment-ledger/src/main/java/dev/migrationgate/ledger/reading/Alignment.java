package dev.migrationgate.ledger.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds back what was read of one partition until the others have come as far in time. A deployment's events lie in several topics:
 * taken in together they are one write, and one by one, hours apart, each of them reads what is there, and writes and indexes it
 * anew. What is shown does not depend on it. Of one thread.
 */
final class Alignment {
    /** Of all partitions together, beside what the client holds. */
    private static final long HELD_BYTES = 64L << 20;

    /** What a record takes beside its key and value, roughly. */
    private static final long RECORD_BYTES = 512;

    private final Map<TopicPartition, Held> held = new LinkedHashMap<>();
    private final List<TopicPartition> partitions;
    private final long limit;

    /** Begins with nothing held of any of these. */
    Alignment(List<TopicPartition> partitions) {
        this.partitions = List.copyOf(partitions);
        this.limit = HELD_BYTES / Math.max(1, partitions.size());
    }

    /**
     * Takes what was read. Where that is nothing, some partition is slow, and nobody waits for it.
     *
     * @param behind whether something is still to come of a partition that was there at first: it is waited for
     * @return what is to be taken into the store now, in order of each partition; its next offsets lie before what is held
     */
    ConsumerRecords<String, byte[]> take(ConsumerRecords<String, byte[]> polled, Predicate<TopicPartition> behind) {
        Set<TopicPartition> touched = new HashSet<>(polled.partitions());
        polled.partitions().forEach(each -> of(each).add(polled.records(each)));
        polled.nextOffsets().forEach((partition, next) -> {
            of(partition).next = next;
            touched.add(partition);
        });
        long until = polled.isEmpty() ? Long.MAX_VALUE : slowest(behind);
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new LinkedHashMap<>();
        held.forEach((partition, each) -> {
            List<ConsumerRecord<String, byte[]>> released = each.until(until);
            if (!released.isEmpty()) {
                records.put(partition, released);
                touched.add(partition);
            }
        });
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        touched.forEach(each -> next.put(each, of(each).next()));
        return new ConsumerRecords<>(records, next);
    }

    /** Partitions of which enough is held: to be read on when some of it is taken. */
    Set<TopicPartition> full() {
        return held.entrySet().stream()
                .filter(each -> each.getValue().bytes >= limit)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How many records are held. */
    long size() {
        return held.values().stream().mapToLong(each -> each.records.size()).sum();
    }

    private Held of(TopicPartition partition) {
        return held.computeIfAbsent(partition, _ -> new Held());
    }

    /** How far in time the partition is that is the furthest behind. */
    private long slowest(Predicate<TopicPartition> behind) {
        return partitions.stream()
                .filter(behind)
                .mapToLong(each -> of(each).newest)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** What is held of one partition. */
    private static final class Held {
        private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
        private OffsetAndMetadata next = new OffsetAndMetadata(0);
        private long newest = Long.MIN_VALUE;
        private long bytes;

        void add(List<ConsumerRecord<String, byte[]>> more) {
            for (ConsumerRecord<String, byte[]> each : more) {
                records.add(each);
                bytes += bytes(each);
                newest = Math.max(newest, each.timestamp());
                next = new OffsetAndMetadata(each.offset() + 1);
            }
        }

        List<ConsumerRecord<String, byte[]>> until(long time) {
            List<ConsumerRecord<String, byte[]>> taken = new ArrayList<>();
            while (!records.isEmpty() && records.element().timestamp() <= time) {
                bytes -= bytes(records.element());
                taken.add(records.remove());
            }
            return taken;
        }

        OffsetAndMetadata next() {
            return records.isEmpty()
                    ? next
                    : new OffsetAndMetadata(records.element().offset());
        }

        private static long bytes(ConsumerRecord<String, byte[]> record) {
            return RECORD_BYTES + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
    }
}
