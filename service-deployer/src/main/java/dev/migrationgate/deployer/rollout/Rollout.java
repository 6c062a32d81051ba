package dev.migrationgate.deployer.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rollout that is under way.
 *
 * @param deployment what is rolled out
 * @param startedAt when its turn came, then when its evidence was accepted; later by each wait for a quota
 * @param phase how far it is
 * @param askAgainAt when the phase's effect is asked for again, should nothing be heard of it
 * @param troubles how often the phase's effect met trouble outside
 * @param lastTrouble what it met last
 * @param over the newer deployment that failed, and whose marks the service still carries: this one goes over it
 * @param outages how much later {@code startedAt} is for outages; what quotas took is not among it
 */
public record Rollout(
        Deployment deployment,
        Instant startedAt,
        Phase phase,
        Instant askAgainAt,
        int troubles,
        Optional<String> lastTrouble,
        Optional<String> over,
        Duration outages) {

    /** For how long outages may let a rollout's time stand still, all together. */
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(2);

    /** States that earlier versions wrote go over nothing, and do not count. */
    public Rollout {
        over = over == null ? Optional.empty() : over;
        outages = outages == null ? Duration.ZERO : outages;
    }

    static Rollout start(Deployment deployment, Instant now, RolloutLimits limits) {
        Phase first = new Phase.CheckingEvidence(Optional.empty());
        Instant again = now.plus(limits.askAgain());
        return new Rollout(deployment, now, first, again, 0, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    Rollout enter(Phase next, Instant now, RolloutLimits limits) {
        return new Rollout(deployment, startedAt, next, now.plus(limits.askAgain()), 0, lastTrouble, over, outages);
    }

    /** The same, with something more known of its phase. */
    Rollout knowing(Phase more) {
        return new Rollout(deployment, startedAt, more, askAgainAt, troubles, lastTrouble, over, outages);
    }

    /** The gate is known to be open: the rollout's time counts from here. */
    Rollout verified(Instant now, RolloutLimits limits) {
        Phase next = new Phase.CreatingRevision();
        return new Rollout(deployment, now, next, now.plus(limits.askAgain()), 0, Optional.empty(), over, outages);
    }

    Rollout askedAgain(Instant now, RolloutLimits limits) {
        return new Rollout(
                deployment, startedAt, phase, now.plus(limits.askAgain()), troubles, lastTrouble, over, outages);
    }

    Rollout over(String failed, Instant now, RolloutLimits limits) {
        return new Rollout(
                deployment,
                startedAt,
                phase,
                now.plus(limits.askAgain()),
                troubles,
                lastTrouble,
                Optional.of(failed),
                outages);
    }

    Rollout troubled(String message, Instant now, RolloutLimits limits) {
        Duration pause = limits.pauseAfter(troubles, deployment.deploymentId());
        return new Rollout(
                deployment, startedAt, phase, now.plus(pause), troubles + 1, Optional.of(message), over, outages);
    }

    /** A quota or an outage delays, and must not fail: as long as it lasts, the pause included, the rollout's time stands still. */
    Rollout throttled(RolloutInput.Throttled seen, Instant now, RolloutLimits limits) {
        Instant next = now.plus(limits.pauseAfter(troubles, deployment.deploymentId()));
        Duration lost = lost(seen, limits);
        // Two processes may tell of one outage: no time beyond the next try is won by that.
        Instant moved = earlier(startedAt.plus(lost), next);
        return new Rollout(
                deployment,
                moved,
                later(lost, next),
                next,
                troubles + 1,
                Optional.of(seen.message()),
                over,
                seen.quota() ? outages : outages.plus(Duration.between(startedAt, moved)));
    }

    /** How much time such an answer takes from the rollout. */
    Duration lost(RolloutInput.Throttled seen, RolloutLimits limits) {
        Duration pause = limits.pauseAfter(troubles, deployment.deploymentId());
        return seen.lost().isNegative() ? pause : pause.plus(seen.lost());
    }

    /** Whether its time may stand still for one more outage. Not for ever: a call that never comes through must end in an event, too. */
    boolean outlastsAnother() {
        return outages.compareTo(LONGEST_OUTAGE) < 0;
    }

    private Phase later(Duration lost, Instant next) {
        return phase instanceof Phase.AwaitingReady awaiting
                ? new Phase.AwaitingReady(
                        awaiting.updateCalledAt(),
                        earlier(
                                awaiting.until().plus(lost),
                                next.plus(deployment.service().readinessLimit())))
                : phase;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What must be done now; idempotent, so it may be asked for as often as one likes. */
    RolloutEffect effect() {
        return switch (phase) {
            case Phase.CheckingEvidence _ -> new RolloutEffect.CheckEvidence(deployment);
            case Phase.CreatingRevision() -> new RolloutEffect.CreateRevision(deployment, over);
            case Phase.AwaitingReady awaiting -> new RolloutEffect.AwaitReady(deployment, awaiting.until());
            case Phase.ShiftingTraffic _ -> new RolloutEffect.ShiftTraffic(deployment, over);
            case Phase.WithdrawingTraffic _ -> new RolloutEffect.WithdrawTraffic(deployment, over);
        };
    }

    /** Why it will fail, where that is decided already. */
    public Optional<Failure> failing() {
        return phase instanceof Phase.WithdrawingTraffic withdrawing
                ? Optional.of(withdrawing.failure())
                : Optional.empty();
    }

    /** When time itself decides; none while only an answer of Cloud Run may: before the evidence is seen, and while traffic is put back. */
    public Optional<Instant> deadline(RolloutLimits limits) {
        Instant whole = startedAt.plus(limits.rollout());
        return switch (phase) {
            case Phase.CreatingRevision _, Phase.ShiftingTraffic _ -> Optional.of(whole);
            case Phase.AwaitingReady awaiting -> {
                // A last look tells first that it is not ready: only where none can be had does time decide.
                Instant unseen = awaiting.until().plus(limits.lastLook());
                yield Optional.of(unseen.isBefore(whole) ? unseen : whole);
            }
            case Phase.CheckingEvidence _, Phase.WithdrawingTraffic _ -> Optional.empty();
        };
    }

    /** Why the rollout fails once {@link #deadline} has passed. */
    Failure overdue(RolloutLimits limits, Instant now) {
        boolean whole = !now.isBefore(startedAt.plus(limits.rollout()));
        Failure failure = whole
                ? new Failure(Failure.Reason.DEADLINE, "the rollout was not done within " + seconds(limits.rollout()))
                : new Failure(
                        Failure.Reason.NOT_READY,
                        "the revision was not seen to be ready within "
                                + seconds(deployment.service().readinessLimit()));
        return withTrouble(failure);
    }

    /** Why the rollout fails once a look at the end of its time has shown a revision that is not ready. */
    Failure notReady() {
        return withTrouble(new Failure(
                Failure.Reason.NOT_READY,
                "the revision was not ready within "
                        + seconds(deployment.service().readinessLimit())));
    }

    private Failure withTrouble(Failure failure) {
        return lastTrouble
                .map(trouble -> failure.and("last trouble: " + trouble))
                .orElse(failure);
    }

    /** The revision, once Cloud Run is known to have it. */
    Optional<String> createdRevision() {
        return switch (phase) {
            case Phase.CheckingEvidence _, Phase.CreatingRevision _ -> Optional.empty();
            case Phase.AwaitingReady _, Phase.ShiftingTraffic _, Phase.WithdrawingTraffic _ ->
                Optional.of(deployment.revision());
        };
    }

    private static String seconds(Duration limit) {
        return limit.toSeconds() + " s";
    }
}
