package dev.migrationgate.deployer.cloudrun;

import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.service.Redaction;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells in the log what the deployer's work came to, one line each: INFO what is clear, a revision that fails included, WARN what
 * is not or was refused, with the answer. What looks like a secret is taken out.
 */
final class ObservationLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(ObservationLog.class);

    private ObservationLog() {}

    static void tell(String applicationId, RolloutEffect effect, RolloutInput seen) {
        Optional<String> answer = trouble(seen);
        LoggingEventBuilder line = (answer.isPresent() ? LOGGER.atWarn() : LOGGER.atInfo())
                .addKeyValue("applicationId", applicationId)
                .addKeyValue("deploymentId", effect.deployment().deploymentId())
                .addKeyValue("effect", effect.getClass().getSimpleName())
                .addKeyValue("seen", seen.getClass().getSimpleName());
        if (answer.isPresent()) {
            line.addKeyValue("answer", Redaction.of(answer.get())).log("no clear answer");
        } else {
            line.log("rollout effect done");
        }
    }

    private static Optional<String> trouble(RolloutInput seen) {
        return switch (seen) {
            case RolloutInput.Refused refused -> Optional.of(refused.message());
            case RolloutInput.Troubled troubled -> Optional.of(troubled.message());
            case RolloutInput.Throttled throttled -> Optional.of(throttled.message());
            case RolloutInput.EvidenceUnseen unseen -> Optional.of(unseen.message());
            case RolloutInput.EvidenceRefused refused -> Optional.of(refused.message());
            case RolloutInput.EvidenceAccepted _, RolloutInput.RevisionCreated _ -> Optional.empty();
            case RolloutInput.RevisionReady _, RolloutInput.RevisionFailed _, RolloutInput.NotReady _ ->
                Optional.empty();
            case RolloutInput.TrafficShifted _, RolloutInput.TrafficWithdrawn _ -> Optional.empty();
            case RolloutInput.NewerFound _, RolloutInput.GateOpened _, RolloutInput.Tick _ -> Optional.empty();
        };
    }
}
