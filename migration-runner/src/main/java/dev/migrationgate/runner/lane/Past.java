package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a lane remembers of an application.
 *
 * @param deploymentId the youngest request that passed the gate; absent: none has
 * @param requestedAt when that was requested; present together with its id
 * @param migrated the youngest whose migration succeeded; it may not have passed, and the other may not have wanted one
 * @param database whether the youngest that passed has access to a database; absent: not known
 * @param failed whether an attempt failed, or was cancelled after its execution had been asked for, since the last one passed that has
 *     a database: it may have left anything there
 * @param rotation id of the rotation that the application's next preparation carries out
 */
public record Past(
        Optional<String> deploymentId,
        Optional<Instant> requestedAt,
        Optional<Migrated> migrated,
        Optional<Boolean> database,
        boolean failed,
        Optional<String> rotation) {
    static final Past NOTHING =
            new Past(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

    /** A state that an earlier version wrote does not tell everything. */
    public Past {
        migrated = migrated == null ? Optional.empty() : migrated;
        database = database == null ? Optional.empty() : database;
        rotation = rotation == null ? Optional.empty() : rotation;
    }

    /**
     * A request whose migration succeeded.
     *
     * @param deploymentId the deployment
     * @param requestedAt when it was requested
     */
    public record Migrated(String deploymentId, Instant requestedAt) {}

    /** The request passed. */
    Past passedBy(Request request) {
        boolean left = failed && request.database().isEmpty();
        boolean older = requestedAt.filter(request.requestedAt()::isBefore).isPresent();
        return older
                ? new Past(deploymentId, requestedAt, migrated, database, left, rotation)
                : new Past(
                        Optional.of(request.deploymentId()),
                        Optional.of(request.requestedAt()),
                        migrated,
                        Optional.of(request.database().isPresent()),
                        left,
                        rotation);
    }

    /** An attempt failed. */
    Past failing() {
        return new Past(deploymentId, requestedAt, migrated, database, true, rotation);
    }

    /** The request's migration, where it wants one, succeeded. */
    Past migratedBy(Request request) {
        Optional<Migrated> another =
                request.migration().map(_ -> new Migrated(request.deploymentId(), request.requestedAt()));
        Optional<Migrated> last =
                Stream.of(migrated, another).flatMap(Optional::stream).max(Comparator.comparing(Migrated::requestedAt));
        return new Past(deploymentId, requestedAt, last, database, failed, rotation);
    }

    /** A rotation was asked for; it takes the place of one that was not carried out yet. */
    Past rotatedBy(String id) {
        return new Past(deploymentId, requestedAt, migrated, database, failed, Optional.of(id));
    }

    /** The rotation was carried out; one that was asked for meanwhile was not. */
    Past afterRotation(String id) {
        return new Past(
                deploymentId, requestedAt, migrated, database, failed, rotation.filter(other -> !other.equals(id)));
    }

    /** Whether the deployment is one of those that are remembered. */
    boolean knows(String id) {
        return deploymentId.filter(id::equals).isPresent()
                || migrated.map(Migrated::deploymentId).filter(id::equals).isPresent();
    }

    /** What was requested later than the request, and passed or migrated. */
    Optional<String> after(Request request) {
        return deploymentId
                .filter(_ -> requestedAt
                        .filter(passed -> passed.isAfter(request.requestedAt()))
                        .isPresent())
                .or(() -> migratedAfter(request).map(Migrated::deploymentId));
    }

    /** What was requested later than the request, and migrated. */
    Optional<Migrated> migratedAfter(Request request) {
        return migrated.filter(other -> other.requestedAt().isAfter(request.requestedAt()));
    }
}
