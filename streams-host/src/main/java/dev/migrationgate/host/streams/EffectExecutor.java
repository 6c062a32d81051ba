package dev.migrationgate.host.streams;

import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Observer;
import dev.migrationgate.trace.TracedWork;
import dev.migrationgate.trace.span.Step;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs effects on virtual threads, each one once at a time in this process. A defect in an effect is retried with backoff and
 * jitter, then given up: the machine's deadlines decide from there.
 */
final class EffectExecutor<I, F> implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EffectExecutor.class);
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final EffectRunner<I, F> runner;
    private final Observer<I> observer;
    private final HostTraces<?, ?, F> traces;
    private final MeterRegistry metrics;
    private final ConcurrentMap<Flight<F>, Thread> flights = new ConcurrentHashMap<>();

    EffectExecutor(EffectRunner<I, F> runner, Observer<I> observer, HostTraces<?, ?, F> traces, MeterRegistry metrics) {
        this.runner = runner;
        this.observer = observer;
        this.traces = traces;
        this.metrics = metrics;
        metrics.gaugeMapSize("gate.effects.running", io.micrometer.core.instrument.Tags.empty(), flights);
    }

    /**
     * Starts an effect, unless an equal one of the same task is under way. Returns at once.
     *
     * @param work what it is a step of
     */
    void submit(TaskId task, String key, F effect, Instant decidedAt, Optional<TracedWork> work) {
        Flight<F> flight = new Flight<>(task, key, effect);
        flights.computeIfAbsent(flight, absent -> start(absent, decidedAt, work));
    }

    /** Interrupts a task's effects: the task is somebody else's now, or will ask for them again. */
    void release(TaskId task) {
        flights.forEach((flight, thread) -> {
            if (flight.task().equals(task) && flights.remove(flight, thread)) {
                thread.interrupt();
            }
        });
    }

    @Override
    public void close() {
        var threads = flights.values().toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.interrupt();
        }
        try {
            long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread start(Flight<F> flight, Instant decidedAt, Optional<TracedWork> work) {
        return Thread.ofVirtual()
                .name("effect-" + flight.effect().getClass().getSimpleName() + "-" + flight.key())
                .start(() -> fly(flight, decidedAt, work));
    }

    private void fly(Flight<F> flight, Instant decidedAt, Optional<TracedWork> work) {
        // Every line that the effect logs tells the trace.
        work.ifPresent(known -> MDC.put("traceId", known.cause().traceId()));
        try (Step step = traces.begin(work, flight.name())) {
            String outcome = tryOften(flight, decidedAt, step) ? "done" : "given-up";
            metrics.counter("gate.effects", "effect", flight.name(), "outcome", outcome)
                    .increment();
        } catch (InterruptedException e) {
            metrics.counter("gate.effects", "effect", flight.name(), "outcome", "interrupted")
                    .increment();
        } finally {
            // Only this thread's own entry: after a release, an equal effect may already fly again. computeIfAbsent
            // holds the
            // entry's lock until it is stored, so a very short flight waits here rather than leaving a stale entry.
            flights.remove(flight, Thread.currentThread());
        }
    }

    private boolean tryOften(Flight<F> flight, Instant decidedAt, Step step) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                runner.run(flight.key(), flight.effect(), decidedAt, observer);
                return true;
            } catch (RuntimeException e) {
                step.failed(e.getClass().getSimpleName());
                LOGGER.atError()
                        .addKeyValue("key", flight.key())
                        .addKeyValue("effect", flight.name())
                        .addKeyValue("tried", tried)
                        .setCause(e)
                        .log("an effect failed unexpectedly");
            }
            Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis()));
            pause = pause.multipliedBy(2);
        }
        return false;
    }

    private record Flight<F>(TaskId task, String key, F effect) {
        String name() {
            return effect.getClass().getSimpleName();
        }
    }
}
