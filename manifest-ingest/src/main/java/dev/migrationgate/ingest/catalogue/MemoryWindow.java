package dev.migrationgate.ingest.catalogue;

import java.time.Duration;

/**
 * For how long what was accepted is remembered.
 *
 * @param deliveries how long a delivery that comes again is known as the same one
 * @param deployments how long a deployment is found by its id, for its status and for commands
 */
public record MemoryWindow(Duration deliveries, Duration deployments) {
    /** A day, and 30 days. */
    public static final MemoryWindow DEFAULT = new MemoryWindow(Duration.ofHours(24), Duration.ofDays(30));

    /** Refuses, with {@link IllegalArgumentException}, a window that is empty. */
    public MemoryWindow {
        if (!deliveries.isPositive() || !deployments.isPositive()) {
            throw new IllegalArgumentException(
                    "a window must be longer than nothing: " + deliveries + ", " + deployments);
        }
    }

    /** How long the record of a delivery is needed: it holds the deployments as well. */
    Duration record(boolean withDeployments) {
        return withDeployments && deployments.compareTo(deliveries) > 0 ? deployments : deliveries;
    }
}
