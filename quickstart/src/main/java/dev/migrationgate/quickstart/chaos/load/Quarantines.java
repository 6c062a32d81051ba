package dev.migrationgate.quickstart.chaos.load;

import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which quarantines still hold. Thread safe. */
final class Quarantines {
    private final Map<String, Instant> released = new ConcurrentHashMap<>();

    /** Takes an event into account. */
    void sees(SeenEvent event) {
        if (event.value() instanceof LaneReleased release) {
            released.merge(
                    release.getDeploymentId(),
                    release.getReleasedAt(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** Whether nobody has released it yet; an earlier attempt's release does not count. */
    boolean holds(LaneQuarantined quarantine) {
        return released.getOrDefault(quarantine.getDeploymentId(), Instant.MIN).isBefore(quarantine.getQuarantinedAt());
    }
}
