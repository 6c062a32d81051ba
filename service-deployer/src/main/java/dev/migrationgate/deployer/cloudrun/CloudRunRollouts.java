package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ResourceExhaustedException;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.WriteLimit;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Observer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries out rollouts in Cloud Run. Every effect looks before it acts, so each may be repeated at any time; what Cloud Run
 * refuses for good is told apart from what may pass.
 */
public final class CloudRunRollouts implements EffectRunner<RolloutInput, RolloutEffect> {
    /** How long traffic may take to be seen where it was asked to be, before the asking is repeated. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final Clock clock;
    private final Looks looks;
    private final Conflicts conflicts;
    private final EvidenceCheck evidence;
    private final RevisionCreation creation;
    private final ReadinessWatch readiness;
    private final TrafficShift shift;
    private final TrafficWithdrawal withdrawal;

    /**
     * Rollouts on whatever answers like Cloud Run.
     *
     * @param clock gives the times that end up in events
     * @param pause between two looks
     */
    public CloudRunRollouts(RunApi api, Clock clock, Pause pause) {
        this.clock = clock;
        this.looks = new Looks(clock, pause);
        this.conflicts = new Conflicts(pause);
        this.evidence = new EvidenceCheck(api);
        this.creation = new RevisionCreation(api, clock);
        this.readiness = new ReadinessWatch(api);
        this.shift = new TrafficShift(api);
        this.withdrawal = new TrafficWithdrawal(api);
    }

    /**
     * Rollouts through Google's clients.
     *
     * @param google stays the caller's to close
     * @param writes how many services may be made and changed
     * @param clock gives the times that end up in events
     */
    public static CloudRunRollouts with(GoogleCloud google, WriteLimit writes, Clock clock) {
        return new CloudRunRollouts(new LimitedRunApi(new GoogleRunApi(google), writes), clock, Thread::sleep);
    }

    @Override
    public void run(String key, RolloutEffect effect, Instant decidedAt, Observer<RolloutInput> observer)
            throws InterruptedException {
        Optional<RolloutInput> seen = seen(effect);
        if (seen.isPresent()) {
            ObservationLog.tell(key, effect, seen.get());
            observer.observe(key, seen.get());
        }
    }

    private Optional<RolloutInput> seen(RolloutEffect effect) throws InterruptedException {
        Deployment deployment = effect.deployment();
        String id = deployment.deploymentId();
        Instant begun = clock.instant();
        try {
            return switch (effect) {
                case RolloutEffect.CheckEvidence _ -> Optional.of(evidence.check(deployment));
                case RolloutEffect.CreateRevision create ->
                    conflicts.retry(() -> Optional.of(creation.create(deployment, create.over())));
                case RolloutEffect.AwaitReady await -> ready(deployment, await.until());
                case RolloutEffect.ShiftTraffic move ->
                    settled(id, () -> shift.ask(deployment, move.over()), () -> shift.look(deployment, move.over()));
                case RolloutEffect.WithdrawTraffic back ->
                    settled(
                            id,
                            () -> withdrawal.ask(deployment, back.over()),
                            () -> withdrawal.look(deployment, back.over()));
            };
        } catch (ThrottledException e) {
            return Optional.of(throttled(effect, String.valueOf(e.getMessage()), true, begun));
        } catch (UnseenException e) {
            return Optional.of(troubled(effect, e.trouble(), e.since()));
        } catch (ApiException e) {
            return Optional.of(troubled(effect, e, begun));
        }
    }

    private RolloutInput troubled(RolloutEffect effect, ApiException trouble, Instant since) {
        boolean quota = trouble instanceof ResourceExhaustedException;
        if (quota || Answer.isOutage(trouble)) {
            return throttled(effect, Answer.text(trouble), quota, since);
        }
        Deployment deployment = effect.deployment();
        String message =
                effect.getClass().getSimpleName() + " of " + deployment.revisionName() + ": " + Answer.text(trouble);
        return Answer.of(trouble) == Answer.REFUSED
                ? new RolloutInput.Refused(deployment.deploymentId(), message)
                : new RolloutInput.Troubled(deployment.deploymentId(), message);
    }

    private RolloutInput throttled(RolloutEffect effect, String message, boolean quota, Instant since) {
        return new RolloutInput.Throttled(
                effect.deployment().deploymentId(),
                effect.getClass().getSimpleName() + ": " + message,
                quota,
                Duration.between(since, clock.instant()));
    }

    private Optional<RolloutInput> ready(Deployment deployment, Instant until) throws InterruptedException {
        Optional<RolloutInput> seen = looks.until(until, readiness.looks(deployment));
        return seen.isPresent() ? seen : Optional.of(new RolloutInput.NotReady(deployment.deploymentId(), until));
    }

    private Optional<RolloutInput> settled(String id, Conflicts.Attempt ask, Supplier<Optional<RolloutInput>> look)
            throws InterruptedException {
        Optional<RolloutInput> objection = conflicts.retry(ask);
        if (objection.isPresent()) {
            return objection;
        }
        Optional<RolloutInput> seen = looks.until(clock.instant().plus(SETTLING), look);
        return seen.isPresent()
                ? seen
                : Optional.of(new RolloutInput.Troubled(id, "the traffic did not settle within " + SETTLING));
    }
}
