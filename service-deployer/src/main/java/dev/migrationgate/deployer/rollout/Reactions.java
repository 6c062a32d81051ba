package dev.migrationgate.deployer.rollout;

import static dev.migrationgate.deployer.rollout.Failure.Reason.NOT_READY;
import static dev.migrationgate.deployer.rollout.Failure.Reason.REFUSED;

import dev.migrationgate.deployer.rollout.RolloutInput.EvidenceAccepted;
import dev.migrationgate.deployer.rollout.RolloutInput.EvidenceRefused;
import dev.migrationgate.deployer.rollout.RolloutInput.EvidenceUnseen;
import dev.migrationgate.deployer.rollout.RolloutInput.NewerFound;
import dev.migrationgate.deployer.rollout.RolloutInput.NotReady;
import dev.migrationgate.deployer.rollout.RolloutInput.Observation;
import dev.migrationgate.deployer.rollout.RolloutInput.Refused;
import dev.migrationgate.deployer.rollout.RolloutInput.RevisionCreated;
import dev.migrationgate.deployer.rollout.RolloutInput.RevisionFailed;
import dev.migrationgate.deployer.rollout.RolloutInput.RevisionReady;
import dev.migrationgate.deployer.rollout.RolloutInput.Throttled;
import dev.migrationgate.deployer.rollout.RolloutInput.TrafficShifted;
import dev.migrationgate.deployer.rollout.RolloutInput.TrafficWithdrawn;
import dev.migrationgate.deployer.rollout.RolloutInput.Troubled;
import dev.migrationgate.host.Decision;
import java.time.Instant;

/**
 * What each observation means in each phase. It counts only in the phase that waits for it: whatever else comes is late or
 * double and changes nothing. In particular nothing but {@code EvidenceAccepted} leads out of the first phase for good.
 */
final class Reactions {
    private Reactions() {}

    static Decision<RolloutState, RolloutEvent, RolloutEffect> to(Observation seen, Turn turn) {
        return switch (turn.rollout().phase()) {
            case Phase.CheckingEvidence checking -> whileChecking(seen, turn, checking);
            case Phase.CreatingRevision _ -> whileCreating(seen, turn);
            case Phase.AwaitingReady awaiting -> whileAwaiting(seen, turn, awaiting);
            case Phase.ShiftingTraffic shifting -> whileShifting(seen, turn, shifting);
            case Phase.WithdrawingTraffic withdrawing -> whileWithdrawing(seen, turn, withdrawing);
        };
    }

    private static Decision<RolloutState, RolloutEvent, RolloutEffect> whileChecking(
            Observation seen, Turn turn, Phase.CheckingEvidence checking) {
        return switch (seen) {
            case EvidenceAccepted accepted when turn.isAbout(accepted.gate()) -> turn.accepted();
            case EvidenceRefused refused when turn.isAbout(refused.gate()) -> turn.rejected(refused.message());
            case EvidenceUnseen unseen
            when turn.isAbout(unseen.gate()) -> turn.unseen(checking, unseen.message(), unseen.running());
            // Of another event about the same deployment: that one's evidence says nothing about this one's.
            case EvidenceAccepted _, EvidenceRefused _, EvidenceUnseen _ -> turn.stay();
            // To be refused a look says nothing about what there is to be seen; but a permission that stays missing
            // must show.
            case Refused refused ->
                turn.unseen(checking, "what the success rests on may not be looked at: " + refused.message(), false);
            case Troubled troubled -> turn.troubled(troubled.message());
            case Throttled throttled -> turn.notLooking(checking, throttled).throttled(throttled);
            case RevisionCreated _, RevisionReady _, RevisionFailed _, NotReady _ -> turn.stay();
            case TrafficShifted _, TrafficWithdrawn _, NewerFound _ -> turn.stay();
        };
    }

    private static Decision<RolloutState, RolloutEvent, RolloutEffect> whileCreating(Observation seen, Turn turn) {
        return switch (seen) {
            case RevisionCreated created -> {
                Instant until =
                        turn.now().plus(turn.rollout().deployment().service().readinessLimit());
                yield turn.enter(new Phase.AwaitingReady(created.updateCalledAt(), until));
            }
            case RevisionFailed failed -> turn.failed(NOT_READY, failed.message());
            case Refused refused -> turn.failed(REFUSED, refused.message());
            case NewerFound found -> turn.overtaken(found.newer());
            case Troubled troubled -> turn.troubled(troubled.message());
            case Throttled throttled -> turn.throttled(throttled);
            case EvidenceAccepted _, EvidenceRefused _, EvidenceUnseen _, RevisionReady _ -> turn.stay();
            case NotReady _, TrafficShifted _, TrafficWithdrawn _ -> turn.stay();
        };
    }

    private static Decision<RolloutState, RolloutEvent, RolloutEffect> whileAwaiting(
            Observation seen, Turn turn, Phase.AwaitingReady awaiting) {
        return switch (seen) {
            case RevisionReady _ -> turn.enter(new Phase.ShiftingTraffic(awaiting.updateCalledAt()));
            case RevisionFailed failed -> turn.failed(NOT_READY, failed.message());
            // Its time may have been prolonged since that look was asked for.
            case NotReady seenAt when seenAt.until().isBefore(awaiting.until()) -> turn.stay();
            case NotReady _ -> turn.failed(turn.rollout().notReady());
            case Refused refused -> turn.failed(REFUSED, refused.message());
            case NewerFound found -> turn.overtaken(found.newer());
            case Troubled troubled -> turn.troubled(troubled.message());
            case Throttled throttled -> turn.throttled(throttled);
            case EvidenceAccepted _, EvidenceRefused _, EvidenceUnseen _, RevisionCreated _ -> turn.stay();
            case TrafficShifted _, TrafficWithdrawn _ -> turn.stay();
        };
    }

    private static Decision<RolloutState, RolloutEvent, RolloutEffect> whileShifting(
            Observation seen, Turn turn, Phase.ShiftingTraffic shifting) {
        return switch (seen) {
            case TrafficShifted shifted -> turn.deployed(shifted.uri(), shifting.updateCalledAt());
            case RevisionFailed failed -> turn.withdraw(new Failure(NOT_READY, failed.message()));
            case Refused refused -> turn.withdraw(new Failure(REFUSED, refused.message()));
            case NewerFound found -> turn.overtaken(found.newer());
            case Troubled troubled -> turn.troubled(troubled.message());
            case Throttled throttled -> turn.throttled(throttled);
            case EvidenceAccepted _, EvidenceRefused _, EvidenceUnseen _, RevisionCreated _ -> turn.stay();
            case RevisionReady _, NotReady _, TrafficWithdrawn _ -> turn.stay();
        };
    }

    /** A shift that is seen only now changes nothing: the traffic was already asked back. */
    private static Decision<RolloutState, RolloutEvent, RolloutEffect> whileWithdrawing(
            Observation seen, Turn turn, Phase.WithdrawingTraffic withdrawing) {
        Failure failure = withdrawing.failure();
        return switch (seen) {
            case TrafficWithdrawn _ -> turn.failed(failure);
            case NewerFound found when turn.over(found.newer()) -> turn.goOver(found.newer());
            case NewerFound found -> turn.failed(failure.and("the service belongs to " + found.newer() + " now"));
            case Refused refused -> turn.refusedBack(withdrawing, refused.message());
            case Troubled troubled -> turn.unrefused(withdrawing).troubled(troubled.message());
            case Throttled throttled -> turn.unrefused(withdrawing).throttled(throttled);
            case EvidenceAccepted _, EvidenceRefused _, EvidenceUnseen _, RevisionCreated _ -> turn.stay();
            case RevisionReady _, RevisionFailed _, NotReady _, TrafficShifted _ -> turn.stay();
        };
    }
}
