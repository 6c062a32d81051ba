package dev.migrationgate.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does before a service says that it is ready what its first request would wait for otherwise: connections, clients, classes.
 * A step that fails is logged and forgotten, because the first request meets the same trouble and knows how to wait. Safe for
 * several threads once started.
 */
public final class WarmUp {
    /** Long enough for a cold process on a busy machine, and no longer than a person waits without a word. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(WarmUp.class);

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    /** Adds a step; it must read only. Called only before {@link #start}. */
    public WarmUp with(String name, Step step) {
        steps.put(name, step);
        return this;
    }

    /**
     * Starts all steps, each on a thread of its own, and returns at once.
     *
     * @param limit after which the service is ready all the same
     */
    public WarmUp start(Duration limit) {
        var threads = steps.entrySet().stream()
                .map(step -> CompletableFuture.runAsync(() -> run(step.getKey(), step.getValue()), WarmUp::thread))
                .toArray(CompletableFuture<?>[]::new);
        done = CompletableFuture.allOf(threads).completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** "warming up", until all is done or the limit passed. */
    public Optional<String> problem() {
        return done.isDone() ? Optional.empty() : Optional.of("warming up");
    }

    private static void thread(Runnable work) {
        var _ = Thread.ofVirtual().name("warm-up").start(work);
    }

    private static void run(String name, Step step) {
        long begun = System.nanoTime();
        try {
            step.run();
            LOGGER.atDebug()
                    .addKeyValue("step", name)
                    .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
                    .log("warmed up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOGGER.atInfo()
                    .addKeyValue("step", name)
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("not warmed up");
        }
    }

    /** One thing that is done beforehand. */
    @FunctionalInterface
    public interface Step {
        /** Does it; may fail in any way. */
        void run() throws Exception;
    }
}
