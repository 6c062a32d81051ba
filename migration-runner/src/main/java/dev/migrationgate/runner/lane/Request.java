package dev.migrationgate.runner.lane;

import dev.migrationgate.trace.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment that was asked for, as far as its lane must know it.
 *
 * @param deploymentId the same request twice has the same id
 * @param applicationId the application
 * @param version as the manifest writes it
 * @param requestedAt when ingest accepted it, by ingest's clock
 * @param cloudProject Google Cloud project of the service; its secrets live there too
 * @param migration the migration to run; absent: none is wanted
 * @param migrationSkipped whether a person chose to leave out the migration that there is; it is absent here then, so that no version
 *     of the runner that reads this can run it
 * @param database access to a database; absent: none is declared
 * @param envelope the whole request
 */
public record Request(
        String deploymentId,
        String applicationId,
        String version,
        Instant requestedAt,
        String cloudProject,
        Optional<Migration> migration,
        boolean migrationSkipped,
        Optional<DatabaseAccess> database,
        Envelope envelope) {

    /** Weighs the request, once: a lane bounds what it keeps. */
    public Request {
        if (migrationSkipped && migration.isPresent()) {
            throw new IllegalArgumentException("deployment " + deploymentId + " both runs its migration and skips it");
        }
        envelope = envelope.weighed(() -> deploymentId + applicationId + version + migration + database);
    }

    /** The trace that it belongs to: the one it came with, or else one that follows from its id, so that it is the same for ever. */
    TraceParent trace() {
        return envelope.trace().orElseGet(() -> TraceParent.derivedFrom(deploymentId));
    }

    /** How the gate is passed where there is no migration to run. */
    LaneEvent.Outcome withoutMigration() {
        return migrationSkipped ? LaneEvent.Outcome.SKIPPED : LaneEvent.Outcome.NOT_REQUIRED;
    }

    /** How many bytes it is kept as, about and rather more. */
    long keptBytes() {
        return envelope.kept();
    }
}
