package dev.migrationgate.deployer.rollout;

import dev.migrationgate.deployer.rollout.RolloutInput.EvidenceAccepted;
import dev.migrationgate.deployer.rollout.RolloutInput.EvidenceRefused;
import dev.migrationgate.deployer.rollout.RolloutInput.GateOpened;
import dev.migrationgate.deployer.rollout.RolloutInput.NewerFound;
import dev.migrationgate.deployer.rollout.RolloutInput.Observation;
import dev.migrationgate.deployer.rollout.RolloutInput.Refused;
import dev.migrationgate.deployer.rollout.RolloutInput.RevisionCreated;
import dev.migrationgate.deployer.rollout.RolloutInput.RevisionFailed;
import dev.migrationgate.deployer.rollout.RolloutInput.RevisionReady;
import dev.migrationgate.deployer.rollout.RolloutInput.Tick;
import dev.migrationgate.deployer.rollout.RolloutInput.TrafficShifted;
import dev.migrationgate.deployer.rollout.RolloutInput.TrafficWithdrawn;
import dev.migrationgate.deployer.rollout.RolloutInput.Troubled;
import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one application's rollouts; {@link Phase} shows the way. An observation counts only in the phase that waits
 * for it: whatever else comes is late or double and changes nothing.
 */
public final class RolloutMachine implements Machine<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> {
    private final RolloutLimits limits;

    /** A machine with its limits. */
    public RolloutMachine(RolloutLimits limits) {
        this.limits = limits;
    }

    @Override
    public RolloutState initial(String applicationId) {
        return RolloutState.nothing();
    }

    @Override
    public RolloutInput tick() {
        return new Tick();
    }

    @Override
    public List<RolloutEffect> unfinished(RolloutState state) {
        return state.current().map(Rollout::effect).stream().toList();
    }

    @Override
    public Optional<Instant> wakeAt(RolloutState state) {
        return state.current().map(rollout -> rollout.deadline(limits)
                .filter(deadline -> deadline.isBefore(rollout.askAgainAt()))
                .orElse(rollout.askAgainAt()));
    }

    @Override
    public Decision<RolloutState, RolloutEvent, RolloutEffect> step(
            RolloutState state, RolloutInput input, Instant now) {
        return switch (input) {
            case GateOpened(var deployment) ->
                state.knows(deployment) ? Decision.stay(state) : next(state.queued(deployment), List.of(), now);
            case Tick() ->
                state.current().map(rollout -> timePassed(state, rollout, now)).orElseGet(() -> Decision.stay(state));
            case Observation seen ->
                state.current()
                        .filter(rollout -> rollout.deployment().deploymentId().equals(seen.deploymentId()))
                        .map(rollout -> observed(state, rollout, seen, now))
                        .orElseGet(() -> Decision.stay(state));
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> timePassed(
            RolloutState state, Rollout rollout, Instant now) {
        if (rollout.deadline(limits).filter(deadline -> !now.isBefore(deadline)).isPresent()) {
            Failure failure = rollout.overdue(limits, now);
            return rollout.phase() instanceof Phase.ShiftingTraffic
                    ? enter(state, rollout, new Phase.WithdrawingTraffic(failure), now)
                    : failed(state, rollout, failure, now);
        }
        return now.isBefore(rollout.askAgainAt())
                ? Decision.stay(state)
                : ask(state.at(rollout.askedAgain(now, limits)), List.of());
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> observed(
            RolloutState state, Rollout rollout, Observation seen, Instant now) {
        if (seen instanceof Troubled(_, var message)) {
            return new Decision<>(state.at(rollout.troubled(message, now, limits)), List.of(), List.of());
        }
        return switch (rollout.phase()) {
            case Phase.CheckingEvidence _ -> whileChecking(state, rollout, seen, now);
            case Phase.CreatingRevision _ -> whileCreating(state, rollout, seen, now);
            case Phase.AwaitingReady awaiting -> whileAwaiting(state, rollout, awaiting, seen, now);
            case Phase.ShiftingTraffic shifting -> whileShifting(state, rollout, shifting, seen, now);
            case Phase.WithdrawingTraffic withdrawing -> whileWithdrawing(state, rollout, withdrawing, seen, now);
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> whileChecking(
            RolloutState state, Rollout rollout, Observation seen, Instant now) {
        return switch (seen) {
            case EvidenceAccepted _ -> enter(state, rollout, new Phase.CreatingRevision(), now);
            case EvidenceRefused(_, var message) ->
                failed(state, rollout, new Failure(Failure.Reason.EVIDENCE_REFUSED, message), now);
            case Refused(_, var message) -> failed(state, rollout, refused(message), now);
            case RevisionCreated _, RevisionReady _, RevisionFailed _ -> Decision.stay(state);
            case TrafficShifted _, TrafficWithdrawn _, NewerFound _, Troubled _ -> Decision.stay(state);
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> whileCreating(
            RolloutState state, Rollout rollout, Observation seen, Instant now) {
        return switch (seen) {
            case RevisionCreated(_, var calledAt) -> {
                Instant until = now.plus(rollout.deployment().service().readinessLimit());
                yield enter(state, rollout, new Phase.AwaitingReady(calledAt, until), now);
            }
            case RevisionFailed(_, var message) -> failed(state, rollout, notReady(message), now);
            case Refused(_, var message) -> failed(state, rollout, refused(message), now);
            case NewerFound(_, var newer) -> superseded(state, rollout, newer, now);
            case EvidenceAccepted _, EvidenceRefused _, RevisionReady _ -> Decision.stay(state);
            case TrafficShifted _, TrafficWithdrawn _, Troubled _ -> Decision.stay(state);
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> whileAwaiting(
            RolloutState state, Rollout rollout, Phase.AwaitingReady awaiting, Observation seen, Instant now) {
        return switch (seen) {
            case RevisionReady _ ->
                enter(state, rollout, new Phase.ShiftingTraffic(awaiting.updateCalledAt()), now);
            case RevisionFailed(_, var message) -> failed(state, rollout, notReady(message), now);
            case Refused(_, var message) -> failed(state, rollout, refused(message), now);
            case NewerFound(_, var newer) -> superseded(state, rollout, newer, now);
            case EvidenceAccepted _, EvidenceRefused _, RevisionCreated _ -> Decision.stay(state);
            case TrafficShifted _, TrafficWithdrawn _, Troubled _ -> Decision.stay(state);
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> whileShifting(
            RolloutState state, Rollout rollout, Phase.ShiftingTraffic shifting, Observation seen, Instant now) {
        return switch (seen) {
            case TrafficShifted(_, var uri) -> deployed(state, rollout, uri, shifting.updateCalledAt(), now);
            case RevisionFailed(_, var message) ->
                enter(state, rollout, new Phase.WithdrawingTraffic(notReady(message)), now);
            case Refused(_, var message) ->
                enter(state, rollout, new Phase.WithdrawingTraffic(refused(message)), now);
            case NewerFound(_, var newer) -> superseded(state, rollout, newer, now);
            case EvidenceAccepted _, EvidenceRefused _, RevisionCreated _ -> Decision.stay(state);
            case RevisionReady _, TrafficWithdrawn _, Troubled _ -> Decision.stay(state);
        };
    }

    /** A shift that is seen only now changes nothing: the traffic was already asked back. */
    private Decision<RolloutState, RolloutEvent, RolloutEffect> whileWithdrawing(
            RolloutState state, Rollout rollout, Phase.WithdrawingTraffic withdrawing, Observation seen, Instant now) {
        Failure failure = withdrawing.failure();
        return switch (seen) {
            case TrafficWithdrawn _ -> failed(state, rollout, failure, now);
            case NewerFound(_, var newer) ->
                failed(state, rollout, failure.and("the service belongs to " + newer + " now"), now);
            case Refused(_, var message) ->
                failed(state, rollout, failure.and("the traffic could not be put back: " + message), now);
            case EvidenceAccepted _, EvidenceRefused _, RevisionCreated _ -> Decision.stay(state);
            case RevisionReady _, RevisionFailed _, TrafficShifted _, Troubled _ -> Decision.stay(state);
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> enter(
            RolloutState state, Rollout rollout, Phase phase, Instant now) {
        return ask(state.at(rollout.enter(phase, now, limits)), List.of());
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> deployed(
            RolloutState state, Rollout rollout, String uri, Instant calledAt, Instant now) {
        Deployment winner = rollout.deployment();
        var event = new RolloutEvent.Deployed(winner, uri, calledAt, now);
        return next(state.done(winner).serving(winner), List.of(event), now);
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> failed(
            RolloutState state, Rollout rollout, Failure failure, Instant now) {
        var event = new RolloutEvent.DeployFailed(rollout.deployment(), failure, rollout.createdRevision(), now);
        return next(state.done(rollout.deployment()), List.of(event), now);
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> superseded(
            RolloutState state, Rollout rollout, String newer, Instant now) {
        var event = new RolloutEvent.Superseded(rollout.deployment(), newer, now);
        return next(state.done(rollout.deployment()), List.of(event), now);
    }

    /** Starts the first of those waiting whose turn it is; those that came too late end here. */
    private Decision<RolloutState, RolloutEvent, RolloutEffect> next(
            RolloutState state, List<RolloutEvent> before, Instant now) {
        if (state.current().isPresent() || state.waiting().isEmpty()) {
            return new Decision<>(state, before, List.of());
        }
        Deployment first = state.waiting().getFirst();
        RolloutState rest = state.withoutFirst();
        Optional<RolloutState.Deployed> newer = rest.newerThan(first);
        if (newer.isEmpty()) {
            return ask(rest.at(Rollout.start(first, now, limits)), before);
        }
        List<RolloutEvent> events = new ArrayList<>(before);
        events.add(new RolloutEvent.Superseded(first, newer.get().deploymentId(), now));
        return next(rest.remembering(first), events, now);
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> ask(RolloutState state, List<RolloutEvent> events) {
        return new Decision<>(state, events, unfinished(state));
    }

    private static Failure notReady(String message) {
        return new Failure(Failure.Reason.NOT_READY, message);
    }

    private static Failure refused(String message) {
        return new Failure(Failure.Reason.REFUSED, message);
    }
}
