package dev.migrationgate.runner.lane;

import dev.migrationgate.trace.TracedWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at a deployment, on its way through the lane.
 *
 * @param request the deployment
 * @param attempt from 1; rises only when a person or the rule for temporary failures asks
 * @param retried how many of the attempts since a person last asked followed one that said it may be tried again
 * @param restarted how many of them followed one whose container never started
 * @param since when the attempt was asked for: the whole request's deadline counts from here
 * @param queuedAt when it joined the queue
 * @param cancellation present: the deployment ends as cancelled, as soon as the end of its execution is seen
 * @param changes what making its database ready changed, in this attempt and in those before
 */
public record Entry(
        Request request,
        int attempt,
        int retried,
        int restarted,
        Instant since,
        Instant queuedAt,
        Optional<Cancellation> cancellation,
        Changes changes) {

    /** A state that an earlier version wrote has no changes. */
    public Entry {
        changes = changes == null ? Changes.NONE : changes;
    }

    static Entry first(Request request, Instant now) {
        return new Entry(request, 1, 0, 0, request.requestedAt(), now, Optional.empty(), Changes.NONE);
    }

    Entry askedAgain(Instant now) {
        return new Entry(request, attempt + 1, 0, 0, now, now, Optional.empty(), changes);
    }

    /** The next attempt, after a container that never started, or one that says by its exit code that it may be tried again. */
    Optional<Entry> nextByRule(Failure failure) {
        if (cancellation.isPresent()) {
            return Optional.empty();
        }
        if (failure.reason().equals(Failure.NOT_STARTED)) {
            return Optional.of(restartedByRule()).filter(_ -> restarted < LaneRules.START_RETRIES);
        }
        boolean temporary = failure.reason().equals(Failure.EXIT_CODE)
                && failure.exitCode().equals(Optional.of(LaneRules.TEMPORARY_FAILURE));
        int allowed =
                request.migration().map(Migration::temporaryFailureRetries).orElse(0);
        return Optional.of(retriedByRule()).filter(_ -> temporary && retried < allowed);
    }

    /** It said that it may be tried again. */
    private Entry retriedByRule() {
        return new Entry(request, attempt + 1, retried + 1, restarted, since, queuedAt, cancellation, changes);
    }

    /** Its container never started. */
    private Entry restartedByRule() {
        return new Entry(request, attempt + 1, retried, restarted + 1, since, queuedAt, cancellation, changes);
    }

    Entry cancelledBy(Cancellation asked) {
        return new Entry(request, attempt, retried, restarted, since, queuedAt, Optional.of(asked), changes);
    }

    /** Making its database ready changed something. */
    Entry changedBy(List<String> more) {
        return new Entry(request, attempt, retried, restarted, since, queuedAt, cancellation, changes.and(more));
    }

    /** Its place in the deployment's trace, from when a person asked until its end is told: attempts that follow by rule are in it. */
    public TracedWork work() {
        int first = attempt - retried - restarted;
        return new TracedWork(request.trace(), "migration", request.deploymentId(), Integer.toString(first));
    }

    CancelPolicy cancelPolicy() {
        return request.migration().map(Migration::cancelPolicy).orElse(CancelPolicy.NEVER);
    }

    Tenure tenure(long epoch) {
        return new Tenure(request.deploymentId(), attempt, epoch);
    }

    boolean belongsTo(String deploymentId) {
        return request.deploymentId().equals(deploymentId);
    }
}
