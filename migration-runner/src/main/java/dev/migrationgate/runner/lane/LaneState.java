package dev.migrationgate.runner.lane;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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
 * @param past what is remembered of each application
 * @param seen requests and commands that were handled before
 */
public record LaneState(
        String lane,
        long epoch,
        Optional<Holder> holder,
        List<Entry> waiting,
        List<Entry> failed,
        List<FinishedJob> finished,
        @JsonAlias("passed") Map<String, Past> past,
        Seen seen) {

    /** Copies the lists. */
    public LaneState {
        waiting = List.copyOf(waiting);
        failed = List.copyOf(failed);
        finished = List.copyOf(finished);
        // A state that an earlier version wrote has none.
        past = past == null ? Map.of() : Map.copyOf(past);
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

    /** What is remembered of the request's application. */
    Past past(Request request) {
        return past.getOrDefault(request.applicationId(), Past.NOTHING);
    }

    /** Remembers something of an application. */
    LaneState remembering(String application, UnaryOperator<Past> more) {
        Map<String, Past> changed = new TreeMap<>(past);
        changed.put(application, more.apply(past.getOrDefault(application, Past.NOTHING)));
        return new LaneState(lane, epoch, holder, waiting, failed, finished, changed, seen);
    }

    /** A deployment of the same application that was requested later, and migrated, passed the gate, holds the lane or waits. */
    Optional<String> newerThan(Request request) {
        Stream<Request> coming = Stream.concat(holder.stream().map(Holder::entry), waiting.stream())
                .map(Entry::request)
                .filter(other -> other.applicationId().equals(request.applicationId()))
                .filter(other -> other.requestedAt().isAfter(request.requestedAt()));
        return past(request)
                .after(request)
                .or(() -> coming.map(Request::deploymentId).findFirst());
    }

    /** The deployment of the same application whose migration succeeded, where that was requested later. */
    Optional<Past.Migrated> migratedAfter(Request request) {
        return past(request).migratedAfter(request);
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
                lane, Math.max(epoch + 1, now.toEpochMilli()), holder, waiting, failed, finished, past, seen);
    }

    /** Who holds the lane now. */
    Optional<Tenure> tenure() {
        return holder.map(held -> held.entry().tenure(epoch));
    }

    LaneState with(Optional<Holder> changed) {
        return new LaneState(lane, epoch, changed, waiting, failed, finished, past, seen);
    }

    LaneState withWaiting(List<Entry> changed) {
        return new LaneState(lane, epoch, holder, changed, failed, finished, past, seen);
    }

    LaneState withFailed(List<Entry> changed) {
        return new LaneState(lane, epoch, holder, waiting, changed, finished, past, seen);
    }

    LaneState withFinished(List<FinishedJob> changed) {
        return new LaneState(lane, epoch, holder, waiting, failed, changed, past, seen);
    }

    LaneState withSeen(Seen changed) {
        return new LaneState(lane, epoch, holder, waiting, failed, finished, past, changed);
    }

    /** Whether the deployment is in the lane now. */
    boolean has(String deploymentId) {
        return holder.stream().anyMatch(held -> held.entry().belongsTo(deploymentId))
                || waiting.stream().anyMatch(entry -> entry.belongsTo(deploymentId));
    }
}
