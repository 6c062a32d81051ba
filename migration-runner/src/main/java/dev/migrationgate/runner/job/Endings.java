package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TaskAttemptResult;
import com.google.rpc.Code;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.runner.lane.Evidence;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEffect.WatchExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what came of an execution that has ended. */
final class Endings {
    private static final Logger LOGGER = LoggerFactory.getLogger(Endings.class);
    private static final String COMPLETED = "Completed";

    private final GoogleCloud google;
    private final LogExcerpt logs;

    Endings(GoogleCloud google) {
        this.google = google;
        this.logs = new LogExcerpt(google);
    }

    /** Whether the execution says of itself that it has ended, one way or the other. */
    static boolean ended(Execution execution) {
        return execution.hasCompletionTime()
                && completion(execution).stream()
                        .map(Condition::getState)
                        .anyMatch(state -> state == Condition.State.CONDITION_SUCCEEDED
                                || state == Condition.State.CONDITION_FAILED);
    }

    LaneObservation of(WatchExecution effect, Execution execution) throws InterruptedException {
        boolean succeeded = completion(execution).map(Condition::getState).stream()
                .anyMatch(state -> state == Condition.State.CONDITION_SUCCEEDED);
        boolean allTasks = execution.getSucceededCount() == 1
                && execution.getFailedCount() == 0
                && execution.getCancelledCount() == 0;
        if (succeeded != allTasks) {
            String reason = execution.getName() + " contradicts itself: condition " + completion(execution)
                    + ", succeeded tasks " + execution.getSucceededCount() + ", failed " + execution.getFailedCount();
            return new LaneObservation.ExecutionUnknown(effect.deploymentId(), effect.attempt(), reason);
        }
        Optional<Failure> failure = succeeded ? Optional.empty() : Optional.of(failure(execution));
        ExecutionRef ref = effect.execution();
        return new LaneObservation.ExecutionEnded(
                effect.deploymentId(), effect.attempt(), ref, evidence(execution), failure);
    }

    private static Optional<Condition> completion(Execution execution) {
        return execution.getConditionsList().stream()
                .filter(condition -> condition.getType().equals(COMPLETED))
                .findFirst();
    }

    private static Evidence evidence(Execution execution) {
        String image = execution.getTemplate().getContainersCount() == 0
                ? ""
                : execution.getTemplate().getContainers(0).getImage();
        return new Evidence(
                JobNames.jobOf(execution.getName()),
                execution.getName(),
                image,
                execution.hasStartTime() ? Optional.of(Times.of(execution.getStartTime())) : Optional.empty(),
                Optional.of(Times.of(execution.getCompletionTime())),
                Optional.of(execution.getLogUri()).filter(uri -> !uri.isBlank()));
    }

    private Failure failure(Execution execution) throws InterruptedException {
        Optional<TaskAttemptResult> attempt = lastAttempt(execution.getName());
        String condition = completion(execution).map(Condition::getMessage).orElse("");
        String said = attempt.map(TaskAttemptResult::getStatus)
                .map(com.google.rpc.Status::getMessage)
                .filter(text -> !text.isBlank())
                .orElse(condition);
        Optional<Integer> exitCode = attempt.map(TaskAttemptResult::getExitCode).filter(code -> code != 0);
        Optional<Integer> signal = attempt.map(TaskAttemptResult::getTermSignal).filter(number -> number != 0);
        List<String> lines = logs.lastLines(execution.getName());
        return new Failure(
                reason(execution, attempt, exitCode, signal, said + " " + condition),
                Redaction.of(said.isBlank() ? "the execution failed" : said),
                exitCode,
                signal,
                lines);
    }

    private static String reason(
            Execution execution,
            Optional<TaskAttemptResult> attempt,
            Optional<Integer> exitCode,
            Optional<Integer> signal,
            String said) {
        boolean cancelled = execution.getCancelledCount() > 0
                || completion(execution)
                        .filter(condition -> condition.getExecutionReason() == Condition.ExecutionReason.CANCELLED)
                        .isPresent();
        if (cancelled) {
            return Failure.CANCELLED;
        }
        // A task that ran too long is killed, so its signal says less than its status.
        boolean late = attempt.filter(result -> result.getStatus().getCode() == Code.DEADLINE_EXCEEDED_VALUE)
                        .isPresent()
                || said.toLowerCase(Locale.ROOT).contains("timeout");
        if (late) {
            return Failure.TIMEOUT;
        }
        if (signal.isPresent()) {
            return Failure.SIGNAL;
        }
        return exitCode.isPresent() ? Failure.EXIT_CODE : Failure.EXECUTION;
    }

    /** The one task's last try; none where it cannot be read: the verdict stands without it. */
    private Optional<TaskAttemptResult> lastAttempt(String execution) {
        try {
            for (Task task : google.tasks().listTasks(execution).iterateAll()) {
                return task.hasLastAttemptResult() ? Optional.of(task.getLastAttemptResult()) : Optional.empty();
            }
        } catch (ApiException error) {
            LOGGER.atWarn()
                    .addKeyValue("execution", execution)
                    .addKeyValue("answer", Answer.text(error))
                    .log("the task of a failed execution cannot be read");
        }
        return Optional.empty();
    }
}
