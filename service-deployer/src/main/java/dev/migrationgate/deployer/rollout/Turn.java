package dev.migrationgate.deployer.rollout;

import dev.migrationgate.host.Decision;
import java.time.Duration;
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

    /** The same, but neither the pause nor the time in which nothing could be asked is counted as the rollout's. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> throttled(RolloutInput.Throttled seen) {
        return seen.quota() || rollout.outlastsAnother()
                ? Decision.stay(state.at(rollout.throttled(seen, now, limits)))
                : troubled(seen.message());
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

    /**
     * Looked at again, and ended by the second of two such answers between which there is as much time as a whole rollout may take: one
     * reading may be stale, and an outage, however long, says nothing of a deployment that is not known to have passed the gate. A
     * refusal to show anything is such an answer, too. An execution that goes on running, after somebody said that it succeeded, is a
     * lie about it, and the truth may still come; one that is not there at all may have been deleted.
     */
    Decision<RolloutState, RolloutEvent, RolloutEffect> unseen(
            Phase.CheckingEvidence checking, String message, boolean running) {
        Instant since = checking.unseenSince().orElse(now);
        if (now.isBefore(since.plus(limits.rollout()))) {
            var looking = new Phase.CheckingEvidence(Optional.of(since));
            return new Turn(state, rollout.knowing(looking), now, limits).troubled(message);
        }
        return running ? rejected(message) : missing(message);
    }

    /**
     * As long as the traffic is not back, what served before does not serve, so this is tried again. A refusal that stands, with no
     * other answer and no outage in between, for as long as a whole rollout may take, stays: then people must know.
     */
    Decision<RolloutState, RolloutEvent, RolloutEffect> refusedBack(
            Phase.WithdrawingTraffic withdrawing, String message) {
        Instant since = withdrawing.refusedSince().orElse(now);
        if (!now.isBefore(since.plus(limits.rollout()))) {
            return failed(withdrawing
                    .failure()
                    .and("the traffic is not known to be back where it was, refused since " + since + ": " + message));
        }
        var refused = new Phase.WithdrawingTraffic(withdrawing.failure(), Optional.of(since));
        return new Turn(state, rollout.knowing(refused), now, limits).troubled(message);
    }

    /** An outage says nothing about what Cloud Run would answer: what it refused before counts no more. */
    Turn unrefused(Phase.WithdrawingTraffic withdrawing) {
        return new Turn(state, rollout.knowing(Phase.WithdrawingTraffic.because(withdrawing.failure())), now, limits);
    }

    /** What could not be asked for is not a time of looking in vain. */
    Turn notLooking(Phase.CheckingEvidence checking, RolloutInput.Throttled seen) {
        Duration lost = rollout.lost(seen, limits);
        Optional<Instant> later = checking.unseenSince().map(since -> {
            Instant moved = since.plus(lost);
            return moved.isBefore(now) ? moved : now;
        });
        return new Turn(state, rollout.knowing(new Phase.CheckingEvidence(later)), now, limits);
    }

    /** Ended, and alarmed: who opened the gate, if nothing shows that it may be open? */
    private Decision<RolloutState, RolloutEvent, RolloutEffect> missing(String message) {
        Deployment claimed = rollout.deployment();
        var failure = new Failure(Failure.Reason.EVIDENCE_MISSING, message);
        List<RolloutEvent> events = List.of(
                new RolloutEvent.Rejected(claimed, message, now),
                new RolloutEvent.DeployFailed(claimed, failure, rollout.createdRevision(), now));
        return next(state.done(claimed), events, now, limits);
    }

    boolean isAbout(String gate) {
        return rollout.deployment().gateId().equals(gate);
    }

    /** The event is refused, its deployment has not ended: remembered as ended, it would keep the right event out. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> rejected(String message) {
        var event = new RolloutEvent.Rejected(rollout.deployment(), message, now);
        return next(state.rejecting(rollout.deployment()), List.of(event), now, limits);
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> withdraw(Failure failure) {
        return enter(Phase.WithdrawingTraffic.because(failure));
    }

    Decision<RolloutState, RolloutEvent, RolloutEffect> superseded(String newer) {
        var event = new RolloutEvent.Superseded(rollout.deployment(), newer, now);
        return next(state.done(rollout.deployment()), List.of(event), now, limits);
    }

    /** The service shows as a newer one's, which is the end of this one: unless the newer one failed, and left its marks. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> overtaken(String newer) {
        return over(newer) ? goOver(newer) : superseded(newer);
    }

    /** Whether a newer deployment is known to have failed, so that it can supersede nobody. */
    boolean over(String newer) {
        return state.failed(newer);
    }

    /** Asks again, now not to be stopped by that one; what was seen before that was asked says nothing new. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> goOver(String failed) {
        return rollout.over().filter(failed::equals).isPresent()
                ? stay()
                : ask(state.at(rollout.over(failed, now, limits)), List.of());
    }

    /** The success holds: go on, unless what serves by now was requested later. */
    Decision<RolloutState, RolloutEvent, RolloutEffect> accepted() {
        return state.newerThan(rollout.deployment())
                .map(newer -> superseded(newer.deploymentId()))
                .orElseGet(() -> ask(state.at(rollout.verified(now, limits)), List.of()));
    }

    /**
     * Starts the youngest of those waiting, unless one is under way. Youngest first, so that of several that wait only one is
     * rolled out; the older ones are superseded by it, or get their turn if it fails. Each has its evidence checked before
     * anything is said of it, since nobody else vouches that it passed the gate.
     */
    static Decision<RolloutState, RolloutEvent, RolloutEffect> next(
            RolloutState state, List<RolloutEvent> before, Instant now, RolloutLimits limits) {
        RolloutState rest = state;
        List<RolloutEvent> events = new ArrayList<>(before);
        while (rest.current().isEmpty() && !rest.waiting().isEmpty()) {
            Deployment youngest = rest.youngestWaiting();
            rest = rest.without(youngest);
            if (rest.history().endedOtherwise(youngest)) {
                events.add(endedOtherwise(youngest, now));
                rest = rest.rejecting(youngest);
            } else if (!rest.history().knows(youngest)) {
                return ask(rest.at(Rollout.start(youngest, now, limits)), events);
            }
        }
        return new Decision<>(rest, events, List.of());
    }

    /** A second success of a deployment that has ended: forged, or of a writer that should have been gone. */
    static RolloutEvent endedOtherwise(Deployment deployment, Instant now) {
        return new RolloutEvent.Rejected(
                deployment, "the deployment has ended already, by another event than this one", now);
    }

    private static Decision<RolloutState, RolloutEvent, RolloutEffect> ask(
            RolloutState state, List<RolloutEvent> events) {
        return new Decision<>(state, events, state.unfinished());
    }
}
