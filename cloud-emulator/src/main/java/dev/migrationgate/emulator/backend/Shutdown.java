package dev.migrationgate.emulator.backend;

import java.time.Duration;
import java.time.Instant;

/**
 * Stops a container as Cloud Run does: SIGTERM, and SIGKILL after a grace period. Driven by whoever watches the container.
 */
public final class Shutdown {
    private final Container container;
    private final Instant killAt;
    private boolean killed;

    private Shutdown(Container container, Instant killAt) {
        this.container = container;
        this.killAt = killAt;
    }

    /** Sends the first signal. */
    public static Shutdown begin(Container container, Duration grace) {
        container.signal(Signal.TERM);
        return new Shutdown(container, Instant.now().plus(grace));
    }

    /** Sends the second signal once the grace period is over. Call it again and again while the container runs. */
    public void insist() {
        if (!killed && Instant.now().isAfter(killAt)) {
            killed = true;
            container.signal(Signal.KILL);
        }
    }
}
