package dev.migrationgate.repository;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends work that takes too long. */
final class TimeLimit {
    private static final Duration END = Duration.ofSeconds(10);

    private TimeLimit() {}

    /**
     * Does the work in a virtual thread, as an interrupt frees such a thread from a socket, too: a server that answers a byte
     * now and then is within every time-out of a socket.
     *
     * @throws TimeoutException if it took longer; it has ended by then, if it can be ended at all
     */
    static <T> T call(Duration limit, Callable<T> work) throws Exception {
        var task = new FutureTask<T>(work);
        Thread thread = Thread.ofVirtual().name("git-exchange").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } finally {
            thread.interrupt();
            thread.join(END);
        }
    }
}
