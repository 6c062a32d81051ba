package dev.migrationgate.runner.request;

import dev.migrationgate.host.streams.HostTraces;
import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.trace.EndedWork;
import dev.migrationgate.trace.TracedWork;
import dev.migrationgate.trace.span.Traces;
import java.time.Instant;
import java.util.Optional;

/** How a lane's work shows in traces: a span for each deployment's migration, and the effects as its steps. */
final class LaneTraces {
    private LaneTraces() {}

    static HostTraces<LaneState, LaneEvent, LaneEffect> of(Traces traces) {
        return new HostTraces<>(traces, LaneTraces::work, LaneTraces::ended);
    }

    /** All effects work for who holds the lane, but for deletions, long after their deployments have ended. */
    private static Optional<TracedWork> work(LaneState state, LaneEffect effect) {
        return effect instanceof LaneEffect.DeleteJob
                ? Optional.empty()
                : state.holder().map(held -> held.entry().work());
    }

    private static Optional<EndedWork> ended(LaneEvent event) {
        return switch (event) {
            case LaneEvent.Succeeded succeeded ->
                ended(
                        succeeded.entry(),
                        succeeded.decidedAt(),
                        succeeded.outcome().name(),
                        Optional.empty());
            case LaneEvent.Failed failed ->
                ended(failed.entry(), failed.decidedAt(), "FAILED", failure(failed.failure()));
            case LaneEvent.Cancelled cancelled ->
                ended(cancelled.entry(), cancelled.cancelledAt(), "CANCELLED", Optional.empty());
            case LaneEvent.Superseded superseded ->
                ended(superseded.entry(), superseded.supersededAt(), "SUPERSEDED", Optional.empty());
            case LaneEvent.Started _, LaneEvent.Quarantined _, LaneEvent.Released _, LaneEvent.CommandRefused _ ->
                Optional.empty();
        };
    }

    /** Not its message, which may tell what a migration said. */
    private static Optional<String> failure(Failure failure) {
        return Optional.of(failure.reason());
    }

    private static Optional<EndedWork> ended(Entry entry, Instant at, String outcome, Optional<String> problem) {
        return Optional.of(
                new EndedWork(entry.work(), entry.request().applicationId(), entry.since(), at, outcome, problem));
    }
}
