package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known of one lane.
 *
 * @param lane the lane's id
 * @param epoch of the holder's tenure, or of the last one's, as in {@link Tenure}
 * @param holder the deployment that holds the lane, and how far it is; at most one, which is the promise
 * @param waiting deployments that wait, in the order requested
 * @param failed deployments that failed lately, oldest first, so that a person can ask for another attempt
 * @param finished jobs that are still to be deleted
 * @param passed by application; one that was cancelled when its migration had succeeded is among them
 * @param seen requests and commands that were handled before
 */
public record LaneState(
        String lane,
        long epoch,
        Optional<Holder> holder,
        List<Entry> waiting,
        List<Entry> failed,
        List<FinishedJob> finished,
        Map<String, Passed> passed,
        Seen seen) {

    /** Copies the lists. */
    public LaneState {
        waiting = List.copyOf(waiting);
        failed = List.copyOf(failed);
        finished = List.copyOf(finished);
        // A state that an earlier version wrote has none.
        passed = passed == null ? Map.of() : Map.copyOf(passed);
    }

    /** A lane on which nothing has happened. */
    public static LaneState empty(String lane) {
        return new LaneState(lane, 0, Optional.empty(), List.of(), List.of(), List.of(), Map.of(), Seen.NOTHING);
    }

    /**
     * A deployment that holds the lane.
     *
     * @param entry the attempt
     * @param phase how far it is
     */
    public record Holder(Entry entry, Phase phase) {}

    /**
     * What passed of an application.
     *
     * @param deploymentId the youngest request that did
     * @param requestedAt when it was requested
     * @param migrated the youngest whose migration succeeded, which the other may not have wanted
     */
    public record Passed(String deploymentId, Instant requestedAt, Optional<Migrated> migrated) {
        /** A state that an earlier version wrote does not tell. */
        public Passed {
            migrated = migrated == null ? Optional.empty() : migrated;
        }

        private static Passed of(Request request) {
            String id = request.deploymentId();
            Optional<Migrated> migrated = request.migration().map(_ -> new Migrated(id, request.requestedAt()));
            return new Passed(id, request.requestedAt(), migrated);
        }

        private Passed and(Passed next) {
            Passed youngest = next.requestedAt.isBefore(requestedAt) ? this : next;
            Optional<Migrated> last = Stream.of(migrated, next.migrated)
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(Migrated::requestedAt));
            return new Passed(youngest.deploymentId, youngest.requestedAt, last);
        }
    }

    /**
     * A request whose migration succeeded.
     *
     * @param deploymentId the deployment
     * @param requestedAt when it was requested
     */
    public record Migrated(String deploymentId, Instant requestedAt) {}

    LaneState withPassed(Request request) {
        Map<String, Passed> more = new TreeMap<>(passed);
        more.merge(request.applicationId(), Passed.of(request), Passed::and);
        return new LaneState(lane, epoch, holder, waiting, failed, finished, more, seen);
    }

    /** A deployment of the same application that was requested later, and passed the gate, holds the lane or waits. */
    Optional<String> newerThan(Request request) {
        Stream<Request> coming = Stream.concat(holder.stream().map(Holder::entry), waiting.stream())
                .map(Entry::request)
                .filter(other -> other.applicationId().equals(request.applicationId()))
                .filter(other -> other.requestedAt().isAfter(request.requestedAt()));
        return Optional.ofNullable(passed.get(request.applicationId()))
                .filter(other -> other.requestedAt().isAfter(request.requestedAt()))
                .map(Passed::deploymentId)
                .or(() -> coming.map(Request::deploymentId).findFirst());
    }

    /** The deployment of the same application whose migration succeeded, where that was requested later. */
    Optional<Migrated> migratedAfter(Request request) {
        return Optional.ofNullable(passed.get(request.applicationId()))
                .flatMap(Passed::migrated)
                .filter(other -> other.requestedAt().isAfter(request.requestedAt()));
    }

    /** How many bytes the requests have that wait or failed. */
    long keptBytes() {
        return Stream.concat(waiting.stream(), failed.stream())
                .mapToLong(entry -> entry.request().keptBytes())
                .sum();
    }

    /** The lane is about to be taken once more. */
    LaneState inNextEpoch(Instant now) {
        return new LaneState(
                lane, Math.max(epoch + 1, now.toEpochMilli()), holder, waiting, failed, finished, passed, seen);
    }

    /** Who holds the lane now. */
    Optional<Tenure> tenure() {
        return holder.map(held -> held.entry().tenure(epoch));
    }

    LaneState with(Optional<Holder> changed) {
        return new LaneState(lane, epoch, changed, waiting, failed, finished, passed, seen);
    }

    LaneState withWaiting(List<Entry> changed) {
        return new LaneState(lane, epoch, holder, changed, failed, finished, passed, seen);
    }

    LaneState withFailed(List<Entry> changed) {
        return new LaneState(lane, epoch, holder, waiting, changed, finished, passed, seen);
    }

    LaneState withFinished(List<FinishedJob> changed) {
        return new LaneState(lane, epoch, holder, waiting, failed, changed, passed, seen);
    }

    LaneState withSeen(Seen changed) {
        return new LaneState(lane, epoch, holder, waiting, failed, finished, passed, changed);
    }

    /** Whether the deployment is in the lane now. */
    boolean has(String deploymentId) {
        return holder.stream().anyMatch(held -> held.entry().belongsTo(deploymentId))
                || waiting.stream().anyMatch(entry -> entry.belongsTo(deploymentId));
    }
}
