package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TaskAttemptResult;
import com.google.rpc.Code;
import dev.migrationgate.runner.lane.Evidence;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEffect.WatchExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.service.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says what came of an execution that has ended. */
final class Endings {
    private static final String COMPLETED = "Completed";

    private final Details details;

    /** What has to be read beside an execution. */
    interface Details {
        /** The execution's one task; none where it cannot be read: the verdict stands without it. */
        Optional<Task> task(String execution);

        /** The last lines of its log, redacted; none where it cannot be read. */
        List<String> lastLines(String execution) throws InterruptedException;

        /** The exit codes that the platform's own log names; none where none is there yet, or it cannot be read. */
        Set<Integer> exitCodes(String execution);
    }

    Endings(Details details) {
        this.details = details;
    }

    /** Whether the execution says of itself that it has ended, one way or the other. */
    static boolean ended(Execution execution) {
        return execution.hasCompletionTime()
                && (in(Condition.State.CONDITION_SUCCEEDED, execution.getConditionsList())
                        || in(Condition.State.CONDITION_FAILED, execution.getConditionsList()));
    }

    LaneObservation of(WatchExecution effect, Execution execution) throws InterruptedException {
        boolean succeeded = in(Condition.State.CONDITION_SUCCEEDED, execution.getConditionsList());
        boolean allTasks = execution.getSucceededCount() == 1
                && execution.getFailedCount() == 0
                && execution.getCancelledCount() == 0;
        if (succeeded != allTasks) {
            return unknown(
                    effect,
                    "contradicts itself: condition " + completion(execution.getConditionsList()) + ", succeeded tasks "
                            + execution.getSucceededCount() + ", failed " + execution.getFailedCount());
        }
        Optional<Task> task = succeeded ? Optional.empty() : details.task(execution.getName());
        if (task.filter(Endings::succeeded).isPresent()) {
            return unknown(
                    effect,
                    "contradicts itself: it failed, and its task " + task.get().getName() + " succeeded");
        }
        Set<Integer> exitCodes = details.exitCodes(execution.getName());
        Optional<Failure> failure =
                succeeded ? Optional.empty() : Optional.of(failure(execution, task, exitCodes.isEmpty()));
        if (disagree(failure, exitCodes)) {
            return unknown(
                    effect,
                    "contradicts its log: it " + failure.map(_ -> "failed").orElse("succeeded")
                            + ", and the log says that the container ended with exit code " + exitCodes);
        }
        ExecutionRef ref = effect.execution();
        return new LaneObservation.ExecutionEnded(effect.tenure(), ref, evidence(execution), failure);
    }

    /** A container that is told to stop, by a cancellation or a time limit, may well end with 0. */
    private static boolean disagree(Optional<Failure> failure, Set<Integer> exitCodes) {
        boolean allZero = exitCodes.equals(Set.of(0));
        boolean stopped = failure.map(Failure::reason)
                .filter(reason -> reason.equals(Failure.CANCELLED) || reason.equals(Failure.TIMEOUT))
                .isPresent();
        return !exitCodes.isEmpty() && !stopped && allZero != failure.isEmpty();
    }

    private static LaneObservation unknown(WatchExecution effect, String reason) {
        return new LaneObservation.ExecutionUnknown(
                effect.tenure(), effect.execution().execution() + " " + reason, false);
    }

    private static boolean succeeded(Task task) {
        return in(Condition.State.CONDITION_SUCCEEDED, task.getConditionsList());
    }

    private static boolean in(Condition.State state, List<Condition> conditions) {
        return completion(conditions).filter(end -> end.getState() == state).isPresent();
    }

    private static Optional<Condition> completion(List<Condition> conditions) {
        return conditions.stream()
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

    private Failure failure(Execution execution, Optional<Task> task, boolean noExitIsTold)
            throws InterruptedException {
        Optional<TaskAttemptResult> attempt =
                task.filter(Task::hasLastAttemptResult).map(Task::getLastAttemptResult);
        String condition = completion(execution.getConditionsList())
                .map(Condition::getMessage)
                .orElse("");
        String said = attempt.map(TaskAttemptResult::getStatus)
                .map(com.google.rpc.Status::getMessage)
                .filter(text -> !text.isBlank())
                .orElse(condition);
        Optional<Integer> exitCode = attempt.map(TaskAttemptResult::getExitCode).filter(code -> code != 0);
        Optional<Integer> signal = attempt.map(TaskAttemptResult::getTermSignal).filter(number -> number != 0);
        List<String> lines = details.lastLines(execution.getName());
        return new Failure(
                noExitIsTold && lines.isEmpty() && neverStarted(execution, task, exitCode, signal)
                        ? Failure.NOT_STARTED
                        : reason(execution, attempt, exitCode, signal, said + " " + condition),
                Redaction.of(said.isBlank() ? "the execution failed" : said),
                exitCode,
                signal,
                lines);
    }

    /** Cloud Run says when a task's container started, and nothing of it can have happened before. */
    private static boolean neverStarted(
            Execution execution, Optional<Task> task, Optional<Integer> exitCode, Optional<Integer> signal) {
        return !cancelled(execution)
                && !execution.hasStartTime()
                && exitCode.isEmpty()
                && signal.isEmpty()
                && task.filter(only -> !only.hasStartTime() && only.hasCompletionTime())
                        .isPresent();
    }

    private static boolean cancelled(Execution execution) {
        return execution.getCancelledCount() > 0
                || completion(execution.getConditionsList())
                        .filter(condition -> condition.getExecutionReason() == Condition.ExecutionReason.CANCELLED)
                        .isPresent();
    }

    private static String reason(
            Execution execution,
            Optional<TaskAttemptResult> attempt,
            Optional<Integer> exitCode,
            Optional<Integer> signal,
            String said) {
        if (cancelled(execution)) {
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
}
