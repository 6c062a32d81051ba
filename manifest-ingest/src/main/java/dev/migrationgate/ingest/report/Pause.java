package dev.migrationgate.ingest.report;

import java.time.Duration;

/** Lets time pass between two tries; a test lets its own clock pass instead. */
@FunctionalInterface
interface Pause {
    /**
     * Waits.
     *
     * @throws InterruptedException whoever waits is not wanted any more
     */
    void rest(Duration duration) throws InterruptedException;
}
