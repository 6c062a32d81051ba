package dev.migrationgate.deployer.rollout;

import dev.migrationgate.host.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be decided about the rollout that is under way.
 *
 * @param state the application's state
 * @param rollout the rollout of that state
 * @param now when it is decided
 * @param limits how long things may take
 */
record Turn(RolloutState state, Rollout rollout, Instant now, RolloutLimits limits) {

    Decision<RolloutState, RolloutEvent, RolloutEffect> stay() {
        return Decision.stay(state);
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> enter(Phase phase) {
        return ask(state.at(rollout.enter(phase, now, limits)), List.of());
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> askAgain() {
        return ask(state.at(rollout.askedAgain(now, limits)), List.of());
    }

    /** Nothing to do now: the next tick after the pause asks again. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> troubled(String message) {
        return Decision.stay(state.at(rollout.troubled(message, now, limits)));
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> deployed(String uri, Instant updateCalledAt) {
        Deployment winner = rollout.deployment();
        var event = new RolloutEvent.Deployed(winner, uri, updateCalledAt, now);
        return next(state.done(winner).serving(winner), List.of(event), now, limits);
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> failed(Failure.Reason reason, String message) {
        return failed(new Failure(reason, message));
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> failed(Failure failure) {
        var event = new RolloutEvent.DeployFailed(rollout.deployment(), failure, rollout.createdRevision(), now);
        return next(state.done(rollout.deployment()), List.of(event), now, limits);
    }

    boolean isAbout(String gate) {
        return rollout.deployment().gateId().equals(gate);
    }

    /** The event is refused and forgotten: remembering its deployment as ended would keep the right event out. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> rejected(String message) {
        var event = new RolloutEvent.Rejected(rollout.deployment(), message, now);
        return next(state.idle(), List.of(event), now, limits);
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> withdraw(Failure failure) {
        return enter(new Phase.WithdrawingTraffic(failure));
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> superseded(String newer) {
        var event = new RolloutEvent.Superseded(rollout.deployment(), newer, now);
        return next(state.done(rollout.deployment()), List.of(event), now, limits);
    }

    /**
     * Starts the youngest of those waiting, unless one is under way; those that what serves has overtaken end here. Youngest
     * first, so that of several that wait only one is rolled out; the older ones get their turn only if it fails.
     */
    static Decision<RolloutState, RolloutEvent, RolloutEffect> next(
            RolloutState state, List<RolloutEvent> before, Instant now, RolloutLimits limits) {
        List<RolloutEvent> events = new ArrayList<>(before);
        RolloutState rest = state;
        while (rest.current().isEmpty() && !rest.waiting().isEmpty()) {
            Deployment youngest = rest.youngestWaiting();
            rest = rest.without(youngest);
            Optional<RolloutState.Deployed> newer = rest.newerThan(youngest);
            if (rest.history().knows(youngest)) {
                continue;
            }
            if (newer.isEmpty()) {
                return ask(rest.at(Rollout.start(youngest, now, limits)), events);
            }
            events.add(new RolloutEvent.Superseded(youngest, newer.get().deploymentId(), now));
            rest = rest.done(youngest);
        }
        return new Decision<>(rest, events, List.of());
    }

    private static Decision<RolloutState, RolloutEvent, RolloutEffect> ask(
            RolloutState state, List<RolloutEvent> events) {
        return new Decision<>(state, events, state.unfinished());
    }
}
