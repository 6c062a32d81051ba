package dev.migrationgate.quickstart.chaos.load;

import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How far a run is: what was accepted, what has ended, and when something happened last. Thread safe. */
public final class Progress {
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
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
            case ServiceDeployed end -> ended.add(end.getDeploymentId());
            case ServiceDeployFailed end -> ended.add(end.getDeploymentId());
            case MigrationFailed end -> ended.add(end.getDeploymentId());
            case DeploymentCancelled end -> ended.add(end.getDeploymentId());
            case DeploymentSuperseded end -> ended.add(end.getDeploymentId());
            default -> {}
        }
    }

    /** How many were accepted. */
    public int accepted() {
        return accepted.size();
    }

    /** Those of the accepted that have not ended. */
    public List<String> open() {
        return accepted.stream().filter(id -> !ended.contains(id)).toList();
    }

    /** For how many milliseconds nothing has happened. */
    public long quietMillis() {
        return (System.nanoTime() - lastNanos) / 1_000_000;
    }
}
