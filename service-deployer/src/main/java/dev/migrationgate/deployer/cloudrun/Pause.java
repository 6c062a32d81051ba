package dev.migrationgate.deployer.cloudrun;

import java.time.Duration;

/** Lets time pass between two looks; a test lets its own clock pass instead. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits.
     *
     * @throws InterruptedException whoever waits is not wanted any more
     */
    void rest(Duration duration) throws InterruptedException;
}
