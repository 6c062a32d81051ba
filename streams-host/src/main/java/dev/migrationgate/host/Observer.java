package dev.migrationgate.host;

/**
 * Takes what an effect saw back to the machine.
 *
 * @param <I> input of the machine
 */
@FunctionalInterface
public interface Observer<I> {

    /**
     * Hands in an observation. Returns once it is durable, so nothing that was seen is lost; it may arrive more than once.
     *
     * @throws InterruptedException the host stops before the observation is durable
     */
    void observe(String key, I observation) throws InterruptedException;
}
