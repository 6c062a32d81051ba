package dev.migrationgate.ingest.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fails what takes too long. All have the same time, so that they are due in the order in which they began, and a look at the first
 * ones now and then is enough. {@link CompletableFuture#orTimeout} wakes another thread for each one, which cost more than writing
 * its records.
 */
final class Deadlines implements AutoCloseable {
    /** How much later than it is due one may fail. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private record Deadline(CompletableFuture<Void> work, long atNanos) {}

    private final long limitNanos;
    private final Queue<Deadline> running = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ingest-deadlines").daemon().factory());
    private volatile boolean closed;

    /**
     * Begins to look.
     *
     * @param limit how long each may take
     */
    Deadlines(Duration limit) {
        limitNanos = limit.toNanos();
        var _ = looks.scheduleWithFixedDelay(
                () -> look(System.nanoTime()), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Fails this with a {@link TimeoutException} where it is not done in time. */
    void watch(CompletableFuture<Void> work) {
        if (!work.isDone()) {
            running.add(new Deadline(work, System.nanoTime() + limitNanos));
        }
        // After it was added: whoever closes meanwhile sees it, or is seen here.
        if (closed) {
            failAll();
        }
    }

    /** Fails those that are due at a time on the clock of {@link System#nanoTime}. */
    void look(long now) {
        for (Deadline first = running.peek(); first != null; first = running.peek()) {
            if (!first.work().isDone()) {
                if (first.atNanos() - now > 0) {
                    return;
                }
                first.work().completeExceptionally(new TimeoutException());
            }
            running.remove(first);
        }
    }

    /** Fails all that are not done, and what comes later at once: nobody looks any more. */
    @Override
    public void close() {
        closed = true;
        looks.shutdownNow();
        failAll();
    }

    private void failAll() {
        for (Deadline next = running.poll(); next != null; next = running.poll()) {
            next.work().completeExceptionally(new TimeoutException());
        }
    }
}
