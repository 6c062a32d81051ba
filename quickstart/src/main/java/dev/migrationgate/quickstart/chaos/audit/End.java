package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One end of a deployment.
 *
 * @param deployment its id
 * @param event what says so
 * @param at when that was decided
 */
record End(String deployment, SpecificRecord event, Instant at) {

    /** The end that an event tells of; most tell of none. */
    static Optional<End> of(SpecificRecord event) {
        return switch (event) {
            case MigrationFailed end -> Optional.of(new End(end.getDeploymentId(), end, end.getDecidedAt()));
            case DeploymentCancelled end -> Optional.of(new End(end.getDeploymentId(), end, end.getCancelledAt()));
            case DeploymentSuperseded end -> Optional.of(new End(end.getDeploymentId(), end, end.getSupersededAt()));
            case ServiceDeployed end -> Optional.of(new End(end.getDeploymentId(), end, end.getDeployedAt()));
            case ServiceDeployFailed end -> Optional.of(new End(end.getDeploymentId(), end, end.getFailedAt()));
            default -> Optional.empty();
        };
    }

    String kind() {
        return event.getClass().getSimpleName();
    }

    /** Whether it leaves what served before. */
    boolean failed() {
        return event instanceof MigrationFailed || event instanceof ServiceDeployFailed;
    }
}
