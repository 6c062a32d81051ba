package dev.migrationgate.quickstart.platform;

import java.time.Duration;

/** Waits until a child process answers. */
final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    /** One look at the part. */
    @FunctionalInterface
    interface Probe {
        /** Whether the part answers as it should. */
        boolean answers() throws InterruptedException;
    }

    /**
     * Asks until the part answers.
     *
     * @param process the process that must stay alive meanwhile
     * @param limit how long to ask
     * @param probe one look; a part that is not there yet answers false
     * @throws PlatformException if the process ends, the limit passes or this thread is interrupted
     */
    static void await(ChildProcess process, Duration limit, Probe probe) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!probe.answers()) {
                if (!process.isAlive()) {
                    throw process.failure("ended before it was ready");
                }
                if (System.nanoTime() > deadline) {
                    throw process.failure("was not ready within " + limit.toSeconds() + " s");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("The wait for a part was interrupted", e);
        }
    }
}
