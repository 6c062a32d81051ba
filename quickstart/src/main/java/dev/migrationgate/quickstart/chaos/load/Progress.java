package dev.migrationgate.quickstart.chaos.load;

import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How far a run is: what was accepted, what has ended, and when something happened last. Thread safe. */
public final class Progress {
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    private final Map<String, Instant> ended = new ConcurrentHashMap<>();
    private volatile long lastNanos = System.nanoTime();

    void accepted(String deployment) {
        accepted.add(deployment);
        asked();
    }

    /** Something was asked for, so something is going to happen. */
    void asked() {
        lastNanos = System.nanoTime();
    }

    /** Takes an event into account. */
    public void sees(SeenEvent event) {
        lastNanos = System.nanoTime();
        switch (event.value()) {
            case MigrationStarted start -> later(begun, start.getDeploymentId(), event);
            case LaneQuarantined held -> later(begun, held.getDeploymentId(), event);
            case ServiceDeployed end -> later(ended, end.getDeploymentId(), event);
            case ServiceDeployFailed end -> later(ended, end.getDeploymentId(), event);
            case MigrationFailed end -> later(ended, end.getDeploymentId(), event);
            case DeploymentCancelled end -> later(ended, end.getDeploymentId(), event);
            case DeploymentSuperseded end -> later(ended, end.getDeploymentId(), event);
            default -> {}
        }
    }

    /** By the time that an event tells: topics are read in no order. */
    private static void later(Map<String, Instant> times, String deployment, SeenEvent event) {
        times.merge(deployment, event.time(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Those that were accepted. */
    public Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Those of the accepted that have not ended, or have begun again since. */
    public List<String> open() {
        return accepted.stream().filter(this::isOpen).toList();
    }

    private boolean isOpen(String deployment) {
        Instant end = ended.getOrDefault(deployment, Instant.MIN);
        return !end.isAfter(begun.getOrDefault(deployment, Instant.MIN));
    }

    /** For how many milliseconds nothing has happened. */
    public long quietMillis() {
        return (System.nanoTime() - lastNanos) / 1_000_000;
    }
}
