package dev.migrationgate.ledger.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Holds back what was read of one partition until the others have come as far in time. A deployment's events lie in several topics:
 * taken in together they are one write, and one by one, hours apart, each of them reads what is there, and writes and indexes it
 * anew. What is shown does not depend on it. Of one thread.
 */
final class Alignment {
    /** Of all partitions together, beside what the client holds and one answer of it. */
    private static final long HELD_BYTES = 64L << 20;

    /** What is taken into the store as one. */
    private static final long BATCH_BYTES = 16L << 20;

    /** How long the others wait for a partition of which nothing comes. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<TopicPartition, Held> held = new LinkedHashMap<>();
    private final Set<TopicPartition> touched = new HashSet<>();
    private final long limit;
    private final LongSupplier nanoTime;
    private Optional<TopicPartition> slowest = Optional.empty();
    private long advanced;
    private long until = Long.MAX_VALUE;

    /**
     * Begins with nothing held.
     *
     * @param partitions how many are read
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    Alignment(int partitions, LongSupplier nanoTime) {
        this.limit = HELD_BYTES / Math.max(1, partitions);
        this.nanoTime = nanoTime;
        this.advanced = nanoTime.getAsLong();
    }

    /**
     * Takes what was read. Where that is nothing, or nothing came of the slowest partition for a second, nobody waits.
     *
     * @param behind partitions of which something is still to come that was there at first: these are waited for
     */
    void add(ConsumerRecords<String, byte[]> polled, Set<TopicPartition> behind) {
        polled.partitions().forEach(each -> of(each).add(polled.records(each)));
        polled.nextOffsets().forEach((partition, next) -> of(partition).next = next);
        touched.addAll(polled.partitions());
        touched.addAll(polled.nextOffsets().keySet());
        Optional<TopicPartition> now = behind.stream().min(Comparator.comparingLong(each -> of(each).newest));
        if (!now.equals(slowest) || now.filter(touched::contains).isPresent()) {
            advanced = nanoTime.getAsLong();
        }
        slowest = now;
        until = polled.isEmpty() || nanoTime.getAsLong() - advanced > PATIENCE_NANOS
                ? Long.MAX_VALUE
                : slowest.map(each -> of(each).newest).orElse(Long.MAX_VALUE);
    }

    /**
     * Gives out what nobody has to wait for any longer, a part of it where it is much.
     *
     * @return what is to be taken into the store next, in order of each partition, and next offsets, which lie before what is held;
     *     nothing of both: that was all
     */
    ConsumerRecords<String, byte[]> ready() {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new LinkedHashMap<>();
        long left = BATCH_BYTES;
        for (var each : held.entrySet()) {
            long before = each.getValue().bytes;
            List<ConsumerRecord<String, byte[]>> released = each.getValue().until(until, left);
            left -= before - each.getValue().bytes;
            if (!released.isEmpty()) {
                records.put(each.getKey(), released);
                touched.add(each.getKey());
            }
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        touched.forEach(each -> next.put(each, of(each).next()));
        touched.clear();
        return new ConsumerRecords<>(records, next);
    }

    /** Partitions of which enough is held, or all of which something is, where that is enough: to be read on when some of it is given out. */
    Set<TopicPartition> full() {
        long total = held.values().stream().mapToLong(each -> each.bytes).sum();
        return held.entrySet().stream()
                .filter(each -> each.getValue().bytes >= (total >= HELD_BYTES ? 1 : limit))
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

    /** What is held of one partition. */
    private static final class Held {
        /** What a record takes beside its key, its value and its headers, roughly. */
        private static final long RECORD_BYTES = 512;

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

        List<ConsumerRecord<String, byte[]>> until(long time, long most) {
            List<ConsumerRecord<String, byte[]>> taken = new ArrayList<>();
            for (long left = most;
                    left > 0 && !records.isEmpty() && records.element().timestamp() <= time; ) {
                long size = bytes(records.element());
                left -= size;
                bytes -= size;
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
            long bytes =
                    RECORD_BYTES + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            for (Header header : record.headers()) {
                bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
            }
            return bytes;
        }
    }
}
