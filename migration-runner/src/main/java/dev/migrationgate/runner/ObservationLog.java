package dev.migrationgate.runner;

import dev.migrationgate.runner.lane.Evidence;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneObservation;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells in the log what the runner's work came to, one line each: INFO what is clear, a migration that failed included, WARN what
 * is not. Holds no secret, and of a migration's own log nothing.
 */
final class ObservationLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(ObservationLog.class);

    private ObservationLog() {}

    static void tell(String lane, LaneObservation observation) {
        switch (observation) {
            case LaneObservation.DatabasePrepared _ -> clear(lane, observation).log("database prepared");
            case LaneObservation.DatabaseChecked checked
            when !checked.findings().isEmpty() -> unclear(lane, observation, String.join("; ", checked.findings()));
            case LaneObservation.DatabaseChecked checked ->
                clear(lane, observation)
                        .addKeyValue("findings", checked.findings().size())
                        .addKeyValue("fails", checked.fails())
                        .log("database checked");
            case LaneObservation.DatabaseFailed failed ->
                clear(lane, observation).addKeyValue("reason", failed.message()).log("database failed");
            case LaneObservation.ExecutionStarted started ->
                clear(lane, observation)
                        .addKeyValue("execution", started.execution().execution())
                        .log("execution started");
            case LaneObservation.StartRefused refused ->
                clear(lane, observation)
                        .addKeyValue("reason", refused.message())
                        .log("execution refused");
            case LaneObservation.StartDenied denied ->
                clear(lane, observation).addKeyValue("reason", denied.message()).log("execution denied");
            case LaneObservation.ExecutionAbsent _ -> clear(lane, observation).log("no execution exists");
            case LaneObservation.ExecutionEnded ended -> ended(lane, ended);
            case LaneObservation.DatabaseUnclear unclear -> unclear(lane, observation, unclear.message());
            case LaneObservation.StartThrottled throttled -> unclear(lane, observation, throttled.message());
            case LaneObservation.StartUnclear unclear -> unclear(lane, observation, unclear.message());
            case LaneObservation.ExecutionUnknown unknown -> unclear(lane, observation, unknown.reason());
        }
    }

    private static void ended(String lane, LaneObservation.ExecutionEnded ended) {
        LoggingEventBuilder line = clear(lane, ended)
                .addKeyValue("execution", ended.execution().execution())
                .addKeyValue("outcome", ended.failure().map(Failure::reason).orElse("SUCCEEDED"));
        line = known(line, "exitCode", ended.failure().flatMap(Failure::exitCode));
        line = known(line, "signal", ended.failure().flatMap(Failure::signal));
        known(line, "ranMillis", ran(ended.evidence())).log("execution ended");
    }

    private static Optional<Long> ran(Evidence evidence) {
        return evidence.startedAt()
                .flatMap(start -> evidence.completedAt()
                        .map(end -> Duration.between(start, end).toMillis()));
    }

    private static LoggingEventBuilder known(LoggingEventBuilder line, String key, Optional<?> value) {
        return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
    }

    private static LoggingEventBuilder clear(String lane, LaneObservation observation) {
        return with(LOGGER.atInfo(), lane, observation);
    }

    private static void unclear(String lane, LaneObservation observation, String answer) {
        with(LOGGER.atWarn(), lane, observation).addKeyValue("answer", answer).log("no clear answer");
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, String lane, LaneObservation observation) {
        return line.addKeyValue("lane", lane)
                .addKeyValue("deploymentId", observation.tenure().deploymentId())
                .addKeyValue("attempt", observation.tenure().attempt())
                .addKeyValue("epoch", observation.tenure().epoch());
    }
}
