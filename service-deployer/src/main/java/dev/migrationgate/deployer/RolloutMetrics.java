package dev.migrationgate.deployer;

import dev.migrationgate.deployer.rollout.Failure;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs how rollouts end. A transaction that Kafka repeats is counted twice; the events are not. */
final class RolloutMetrics {
    private static final Logger LOGGER = LoggerFactory.getLogger(RolloutMetrics.class);

    private static final String DEPLOYED = "deployed";
    private static final String SUPERSEDED = "superseded";
    private static final String EVIDENCE_REFUSED = "evidence-refused";
    private static final String TURNED_AWAY = "turned-away";

    private final MeterRegistry metrics;
    private final Timer untilCalled;
    private final Timer untilDeployed;

    RolloutMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.untilCalled = Timer.builder("gate.rollout.until.called")
                .description("from the runner's decision to the first call of Cloud Run")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        this.untilDeployed = Timer.builder("gate.rollout.until.deployed")
                .description("from the runner's decision to traffic seen on the revision")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        List.of(DEPLOYED, SUPERSEDED, EVIDENCE_REFUSED, TURNED_AWAY).forEach(this::counter);
        for (Failure.Reason reason : Failure.Reason.values()) {
            counter(word(reason));
        }
    }

    void ended(RolloutEvent event) {
        switch (event) {
            case RolloutEvent.Deployed deployed -> {
                count(DEPLOYED);
                Instant decidedAt = deployed.deployment().decidedAt();
                untilCalled.record(Duration.between(decidedAt, deployed.updateCalledAt()));
                untilDeployed.record(Duration.between(decidedAt, deployed.at()));
            }
            case RolloutEvent.DeployFailed failed -> count(word(failed.failure().reason()));
            case RolloutEvent.Superseded _ -> count(SUPERSEDED);
            case RolloutEvent.Rejected rejected -> alarm(rejected);
            case RolloutEvent.TurnedAway away -> {
                turnedAway(away);
                return;
            }
        }
        LOGGER.atInfo()
                .addKeyValue("applicationId", event.deployment().applicationId())
                .addKeyValue("deploymentId", event.deployment().deploymentId())
                .addKeyValue("ending", event.getClass().getSimpleName())
                .log("rollout ended");
    }

    /** An error, because nobody but an intruder, or a defect of ours, says that a migration succeeded which did not. */
    private void alarm(RolloutEvent.Rejected rejected) {
        count(EVIDENCE_REFUSED);
        LOGGER.atError()
                .addKeyValue("applicationId", rejected.deployment().applicationId())
                .addKeyValue("deploymentId", rejected.deployment().deploymentId())
                .addKeyValue("reason", rejected.message())
                .log("a migration-succeeded event is refused: its evidence does not hold");
    }

    /** People must send it again: until then it is not deployed. */
    private void turnedAway(RolloutEvent.TurnedAway away) {
        count(TURNED_AWAY);
        LOGGER.atWarn()
                .addKeyValue("applicationId", away.deployment().applicationId())
                .addKeyValue("deploymentId", away.deployment().deploymentId())
                .addKeyValue("reason", away.message())
                .log("a migration-succeeded event is put off into the dead letters: too much waits");
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return metrics.counter("gate.rollouts", "outcome", outcome);
    }

    private static String word(Failure.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
