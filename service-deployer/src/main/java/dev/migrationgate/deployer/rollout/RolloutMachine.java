package dev.migrationgate.deployer.rollout;

import dev.migrationgate.deployer.rollout.RolloutInput.GateOpened;
import dev.migrationgate.deployer.rollout.RolloutInput.Observation;
import dev.migrationgate.deployer.rollout.RolloutInput.Tick;
import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about one application's rollouts; {@link Phase} shows the way that each goes. */
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
        return state.unfinished();
    }

    @Override
    public Optional<Instant> wakeAt(RolloutState state) {
        return state.current()
                .map(rollout -> rollout.deadline(limits)
                        .filter(deadline -> deadline.isBefore(rollout.askAgainAt()))
                        .orElse(rollout.askAgainAt()));
    }

    @Override
    public Decision<RolloutState, RolloutEvent, RolloutEffect> step(
            RolloutState state, RolloutInput input, Instant now) {
        Optional<Turn> turn = state.current().map(rollout -> new Turn(state, rollout, now, limits));
        return switch (input) {
            case GateOpened opened -> opened(state, opened.deployment(), now);
            case Tick _ -> turn.map(this::timePassed).orElseGet(() -> Decision.stay(state));
            case Observation seen ->
                turn.filter(about -> about.rollout().deployment().deploymentId().equals(seen.deploymentId()))
                        .map(about -> Reactions.to(seen, about))
                        .orElseGet(() -> Decision.stay(state));
        };
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> opened(
            RolloutState state, Deployment deployment, Instant now) {
        if (state.knows(deployment)) {
            return Decision.stay(state);
        }
        if (state.history().endedOtherwise(deployment)) {
            RolloutEvent refused = Turn.endedOtherwise(deployment, now);
            return new Decision<>(state.remembering(deployment), List.of(refused), List.of());
        }
        return state.hasRoomFor(deployment)
                ? Turn.next(state.queued(deployment), List.of(), now, limits)
                : new Decision<>(state, List.of(turnedAway(state, deployment, now)), List.of());
    }

    /** Not remembered: once there is room, the same event is as good as new. */
    private static RolloutEvent turnedAway(RolloutState state, Deployment deployment, Instant now) {
        String message = "a rollout is under way and %d wait, and with this one they would be more than %d bytes"
                .formatted(state.waiting().size(), RolloutState.WAITING_BYTES);
        return new RolloutEvent.TurnedAway(deployment, message, now);
    }

    private Decision<RolloutState, RolloutEvent, RolloutEffect> timePassed(Turn turn) {
        Rollout rollout = turn.rollout();
        boolean overdue = rollout.deadline(limits)
                .filter(deadline -> !turn.now().isBefore(deadline))
                .isPresent();
        if (overdue) {
            Failure failure = rollout.overdue(limits, turn.now());
            return rollout.phase() instanceof Phase.ShiftingTraffic ? turn.withdraw(failure) : turn.failed(failure);
        }
        return turn.now().isBefore(rollout.askAgainAt()) ? turn.stay() : turn.askAgain();
    }
}
