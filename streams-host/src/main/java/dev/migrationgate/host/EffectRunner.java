package dev.migrationgate.host;

import java.time.Duration;
import java.time.Instant;

/**
 * Carries out effects in the outside world. Called on a virtual thread for each effect, so it may block; interrupted when the
 * host gives the key away. An effect may run again after a crash or on another instance, at the same time even.
 *
 * @param <I> input of the machine
 * @param <F> effect
 */
@FunctionalInterface
public interface EffectRunner<I, F> {
    /**
     * How long an instance may be silent before another may take its keys over. An effect that must not begin once that may have
     * happened has to begin well within this time of its decision.
     */
    Duration TAKEOVER = Duration.ofSeconds(45);

    /**
     * Carries out one effect and reports what it saw. Expected trouble is an observation too; an exception is a defect, and
     * makes the host try again with backoff, a limited number of times.
     *
     * @param decidedAt when the effect was decided, or asked for again by the one who took the key over. A process may be
     *     stopped and go on long after another one took its place: what is not idempotent for ever must not begin late
     * @throws InterruptedException the key was given away, or the host stops
     */
    void run(String key, F effect, Instant decidedAt, Observer<I> observer) throws InterruptedException;
}
