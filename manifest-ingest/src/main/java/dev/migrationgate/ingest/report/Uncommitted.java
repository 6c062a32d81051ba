package dev.migrationgate.ingest.report;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the topics may be committed: up to the first batch with a report that is not done. For one thread, but for what
 * {@link #add} gives back. There are never many more batches than reports that are not done.
 */
final class Uncommitted {
    private record Batch(Map<TopicPartition, OffsetAndMetadata> next, AtomicInteger open) {}

    private final Deque<Batch> batches = new ArrayDeque<>();

    /**
     * Notes a batch that was read.
     *
     * @param next where reading goes on after it
     * @param reports how many reports it makes
     * @return to be called once for each report that is done, by any thread
     */
    Runnable add(Map<TopicPartition, OffsetAndMetadata> next, int reports) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        if (!batches.isEmpty() && batches.getLast().open().get() == 0) {
            offsets.putAll(batches.removeLast().next());
        }
        offsets.putAll(next);
        var open = new AtomicInteger(reports);
        batches.add(new Batch(offsets, open));
        return open::decrementAndGet;
    }

    /** What may be committed now and was not given back before. */
    Map<TopicPartition, OffsetAndMetadata> done() {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        while (!batches.isEmpty() && batches.getFirst().open().get() == 0) {
            offsets.putAll(batches.removeFirst().next());
        }
        return offsets;
    }

    /** Forgets partitions that another instance reads now: committing them would take it back. */
    void forget(Collection<TopicPartition> partitions) {
        batches.forEach(batch -> batch.next().keySet().removeAll(partitions));
    }
}
