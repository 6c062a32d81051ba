package dev.migrationgate.ingest.publish;

import dev.migrationgate.ingest.intake.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What waits for the next transaction, in the order of arrival. Any thread adds; the publisher's own takes. */
final class Waiting {
    private static final int MAX_WAITING = 1_024;
    private static final int MAX_TOGETHER = 256;

    /**
     * One request.
     *
     * @param records what it writes, all or nothing
     * @param done completed once Kafka has it, or failed with {@link UnavailableException}
     * @param sent whether it may have reached Kafka
     */
    record Entry(List<ProducerRecord<String, byte[]>> records, CompletableFuture<Void> done, AtomicBoolean sent) {}

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(MAX_WAITING);

    /** Adds a request; false: too many wait already. */
    boolean offer(Entry entry) {
        return queue.offer(entry);
    }

    /** What the next transaction writes; empty: nothing came for so long. Leaves out who was told "unavailable" meanwhile. */
    List<Entry> next(Duration idle) throws InterruptedException {
        Entry first = queue.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        var batch = new ArrayList<Entry>();
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, MAX_TOGETHER - 1);
        }
        batch.removeIf(entry -> entry.done().isDone());
        return batch;
    }

    /** Fails a batch and everything that still waits. */
    void fail(List<Entry> batch, String message, @Nullable Throwable cause) {
        var all = new ArrayList<>(batch);
        queue.drainTo(all);
        all.forEach(entry -> entry.done().completeExceptionally(new UnavailableException(message, cause)));
    }
}
