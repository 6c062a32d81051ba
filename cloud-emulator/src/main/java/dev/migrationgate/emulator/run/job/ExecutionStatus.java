package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.ExecutionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import com.google.protobuf.Timestamp;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.run.container.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An execution's status, computed from its tasks. Pure. */
final class ExecutionStatus {
    private ExecutionStatus() {}

    static Execution of(Execution before, List<Task> tasks, Instant now) {
        if (before.hasCompletionTime()) {
            return before; // an end is an end
        }
        Execution.Builder execution = before.toBuilder();
        List<Task> ended = tasks.stream().filter(Task::hasCompletionTime).toList();
        long started = tasks.stream().filter(Task::hasStartTime).count();
        long startedEnded = ended.stream().filter(Task::hasStartTime).count();
        execution
                .setRunningCount((int) (started - startedEnded))
                .setSucceededCount(
                        (int) ended.stream().filter(Conditions::succeeded).count())
                .setCancelledCount(
                        (int) ended.stream().filter(Conditions::cancelled).count())
                .setRetriedCount((int)
                        tasks.stream().filter(task -> task.getRetried() > 0).count());
        execution.setFailedCount(ended.size() - execution.getSucceededCount() - execution.getCancelledCount());
        firstStart(tasks).ifPresent(time -> start(execution, time));
        if (ended.size() == before.getTaskCount()) {
            complete(execution, ended, now);
        }
        if (execution.build().equals(before)) {
            return before;
        }
        return execution
                .setUpdateTime(Times.timestamp(now))
                .setEtag(Rules.newEtag())
                .build();
    }

    /** Puts a condition in the place of the one of its type. */
    static void set(Execution.Builder execution, Condition condition) {
        for (int i = 0; i < execution.getConditionsCount(); i++) {
            if (execution.getConditions(i).getType().equals(condition.getType())) {
                execution.setConditions(i, condition);
                return;
            }
        }
        execution.addConditions(condition);
    }

    private static Optional<Timestamp> firstStart(List<Task> tasks) {
        return tasks.stream()
                .filter(Task::hasStartTime)
                .map(Task::getStartTime)
                .min(Comparator.comparing(Times::instant));
    }

    private static void start(Execution.Builder execution, Timestamp time) {
        if (!execution.hasStartTime()) {
            execution.setStartTime(time);
            Instant at = Times.instant(time);
            set(
                    execution,
                    Conditions.of(Conditions.STARTED, State.CONDITION_SUCCEEDED, "Started deployed execution.", at));
            set(
                    execution,
                    Conditions.of(
                            Conditions.RESOURCES_AVAILABLE,
                            State.CONDITION_SUCCEEDED,
                            "Provisioned imported containers.",
                            at));
        }
    }

    private static void complete(Execution.Builder execution, List<Task> tasks, Instant now) {
        execution
                .setCompletionTime(Times.timestamp(now))
                .setReconciling(false)
                .setObservedGeneration(execution.getGeneration());
        set(execution, verdict(execution, tasks, now));
    }

    private static Condition verdict(Execution.Builder execution, List<Task> tasks, Instant now) {
        Instant began = Times.instant(execution.hasStartTime() ? execution.getStartTime() : execution.getCreateTime());
        if (execution.getSucceededCount() == execution.getTaskCount()) {
            String message = String.format(
                    Locale.ROOT,
                    "Execution completed successfully in %.2fs.",
                    Duration.between(began, now).toMillis() / 1000.0);
            return Conditions.of(Conditions.COMPLETED, State.CONDITION_SUCCEEDED, message, now);
        }
        if (execution.getCancelledCount() > 0) {
            return Conditions.of(Conditions.COMPLETED, State.CONDITION_FAILED, "The execution was cancelled.", now)
                    .toBuilder()
                    .setExecutionReason(ExecutionReason.CANCELLED)
                    .build();
        }
        Task failed = tasks.stream()
                .filter(task -> !Conditions.succeeded(task))
                .findFirst()
                .orElseThrow();
        Condition cause = failed.getConditions(0);
        String id = failed.getName().substring(failed.getName().lastIndexOf('/') + 1);
        return cause.toBuilder()
                .setMessage("Task %s failed with message: %s".formatted(id, cause.getMessage()))
                .build();
    }
}
