package dev.migrationgate.quickstart;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the thread that made it, and keeps the process alive, within a limit, until that thread
 * has closed everything and then this: a hook that only signals lets the process die in the middle of its own clean-up.
 */
public final class Stopping implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread work = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "stop");

    /** Listens from now on. */
    public Stopping() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping already: the hook runs, and has just been told that it may end.
        }
    }

    private void stop() {
        work.interrupt();
        try {
            if (!closed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("gate: did not stop within " + LIMIT.toSeconds() + " s; the next start tidies up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
