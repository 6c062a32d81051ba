package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * One execution and those who wait for its end; waiters are counted within the lock of the map that holds it, and what is read of it
 * comes from one thread.
 */
final class WatchedExecution {
    private final Instant created;
    private final CompletableFuture<Optional<Execution>> end = new CompletableFuture<>();
    /** Complete once reading was refused for too long, with what was said, or once it ended without that. */
    private final CompletableFuture<Optional<String>> unreadable = new CompletableFuture<>();

    private Optional<Instant> refusedSince = Optional.empty();
    private int waiters;

    WatchedExecution(Instant created) {
        this.created = created;
    }

    /** When it was created, by the platform's clock. */
    Instant created() {
        return created;
    }

    WatchedExecution joined() {
        waiters++;
        return this;
    }

    /** Whether nobody waits any more. */
    boolean left() {
        waiters--;
        return waiters == 0;
    }

    /** Blocks until it ended, empty, or until reading it was refused for too long: what was said. It may end after that. */
    Optional<String> unreadable() throws InterruptedException {
        return value(unreadable);
    }

    /** Blocks until it ended; empty: there is no such execution. */
    Optional<Execution> end() throws InterruptedException {
        return value(end);
    }

    private static <T> T value(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only ever completed with a value", e);
        }
    }

    /** It was read, and runs. */
    void read() {
        refusedSince = Optional.empty();
    }

    /**
     * Reading it was refused. A failure to answer in between says nothing, so only {@link #read} ends the time that counts.
     *
     * @param limit for how long it may be
     * @param said the refusal
     */
    void refused(Instant now, Duration limit, String said) {
        Instant since = refusedSince.orElse(now);
        refusedSince = Optional.of(since);
        if (!now.isBefore(since.plus(limit))) {
            unreadable.complete(Optional.of("reading it has been refused for " + limit + ": " + said));
        }
    }

    void ended(Optional<Execution> how) {
        unreadable.complete(Optional.empty());
        end.complete(how);
    }
}
