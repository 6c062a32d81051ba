package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.Execution;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One execution and those who wait for its end; counted within the lock of the map that holds it. */
final class WatchedExecution {
    private final Instant created;
    private final CompletableFuture<Optional<Execution>> end = new CompletableFuture<>();
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

    /** Blocks until it ended; empty: there is no such execution. */
    Optional<Execution> end() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only ever completed with a value", e);
        }
    }

    void ended(Optional<Execution> how) {
        end.complete(how);
    }
}
