package dev.migrationgate.tests.simulation;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Code that goes on only when it is told to, and stops at its next {@link #point}. The one who tells it waits meanwhile, so
 * that exactly one thread runs at any time and a seed decides everything.
 */
final class Coroutine {
    private static final ThreadLocal<@Nullable Coroutine> CURRENT = new ThreadLocal<>();

    private final Semaphore told = new Semaphore(0);
    private final Semaphore reached = new Semaphore(0);
    private final Body body;
    private @Nullable Thread thread;
    private boolean killed;
    private boolean ended;
    private @Nullable Throwable failure;

    /** What a coroutine does. */
    @FunctionalInterface
    interface Body {
        void run() throws InterruptedException;
    }

    Coroutine(Body body) {
        this.body = body;
    }

    /** Lets the code run to its next point, or to its end. */
    void resume() {
        if (ended) {
            return;
        }
        if (thread == null) {
            thread = Thread.ofVirtual().start(this::run);
        } else {
            told.release();
        }
        reached.acquireUninterruptibly();
        if (failure instanceof Auditor.Violation violation) {
            throw violation;
        }
        if (failure != null) {
            throw new IllegalStateException("an effect failed", failure);
        }
    }

    /** Ends the code where it is: its process has died. */
    void kill() {
        killed = true;
        if (thread != null) {
            resume();
        }
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** A place where the world may go on before the code does; without effect outside of any coroutine. */
    static void point() {
        Coroutine current = CURRENT.get();
        if (current != null) {
            current.stop();
        }
    }

    private void stop() {
        reached.release();
        told.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
    }

    private void run() {
        CURRENT.set(this);
        try {
            body.run();
        } catch (Killed _) {
            // As a process that is gone: nothing more happens.
        } catch (InterruptedException | RuntimeException e) {
            failure = Objects.requireNonNull(e);
        } finally {
            ended = true;
            reached.release();
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }
}
