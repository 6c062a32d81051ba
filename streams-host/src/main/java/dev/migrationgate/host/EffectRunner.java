package dev.migrationgate.host;

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
     * Carries out one effect and reports what it saw. Expected trouble is an observation too; an exception is a defect, and
     * makes the host try again with backoff, a limited number of times.
     *
     * @throws InterruptedException the key was given away, or the host stops
     */
    void run(String key, F effect, Observer<I> observer) throws InterruptedException;
}
