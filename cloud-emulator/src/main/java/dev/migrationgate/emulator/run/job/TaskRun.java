package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.ExecutionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TaskAttemptResult;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.run.container.StartFailure;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Takes one task through its attempts. Everything it has done is in the store, so another emulator can go on with it. */
final class TaskRun {
    private final JobEnvironment environment;
    private final JobStores stores;
    private final AttemptWatch.Wishes wishes;
    private final Runnable changed;

    /**
     * Prepares.
     *
     * @param changed called after every change of the task, so that the execution's counts follow
     */
    TaskRun(JobEnvironment environment, JobStores stores, AttemptWatch.Wishes wishes, Runnable changed) {
        this.environment = environment;
        this.stores = stores;
        this.wishes = wishes;
        this.changed = changed;
    }

    /** Runs the task to its end, unless it has ended or is left to a later emulator. */
    void run(Execution execution, String name) throws InterruptedException {
        while (true) {
            Task task = stores.tasks().find(name).orElse(null);
            if (task == null || task.hasCompletionTime()) {
                return;
            }
            AttemptEnd end = attempt(execution, task);
            if (end instanceof AttemptEnd.Abandoned) {
                return;
            }
            change(name, before -> after(before, end));
        }
    }

    private AttemptEnd attempt(Execution execution, Task task) throws InterruptedException {
        Attempt attempt = new Attempt(environment, execution, task);
        AttemptWatch.Wish wish = wishes.current();
        if (wish != AttemptWatch.Wish.RUN && !attempt.begun()) {
            return wish == AttemptWatch.Wish.CANCEL ? new AttemptEnd.Cancelled() : new AttemptEnd.Abandoned();
        }
        Container container;
        try {
            container = attempt.container();
        } catch (StartFailure failure) {
            return new AttemptEnd.NotStarted(failure.reason(), failure.text());
        }
        if (!task.hasStartTime()) {
            Instant started = container.startedAt();
            change(
                    task.getName(),
                    before -> before.toBuilder()
                            .setStartTime(Times.timestamp(started))
                            .build());
        }
        return new AttemptWatch(container, task, attempt.logs(), environment).toEnd(wishes);
    }

    private void change(String name, UnaryOperator<Task> change) {
        stores.tasks()
                .update(
                        name,
                        task -> change.apply(task).toBuilder()
                                .setUpdateTime(
                                        Times.timestamp(environment.clock().instant()))
                                .build());
        changed.run();
    }

    private Task after(Task task, AttemptEnd end) {
        Instant now = environment.clock().instant();
        return switch (end) {
            case AttemptEnd.Succeeded succeeded ->
                completed(task, now, Conditions.of(Conditions.COMPLETED, State.CONDITION_SUCCEEDED, "", now))
                        .setLastAttemptResult(result(Code.OK, "", 0, 0))
                        .build();
            case AttemptEnd.Failed failed -> afterFailure(task, failed, now);
            case AttemptEnd.NotStarted not -> {
                Condition condition = Conditions.of(Conditions.COMPLETED, State.CONDITION_FAILED, not.message(), now);
                yield completed(
                                task,
                                now,
                                condition.toBuilder().setReason(not.reason()).build())
                        .setLastAttemptResult(result(Code.FAILED_PRECONDITION, not.message(), 0, 0))
                        .build();
            }
            case AttemptEnd.Cancelled cancelled ->
                completed(task, now, failed(ExecutionReason.CANCELLED, "The task was cancelled.", now))
                        .setLastAttemptResult(result(Code.CANCELLED, "The task was cancelled.", 0, 0))
                        .build();
            case AttemptEnd.Abandoned abandoned -> task;
        };
    }

    private static Task afterFailure(Task task, AttemptEnd.Failed failed, Instant now) {
        TaskAttemptResult result = result(Code.ABORTED, failed.message(), failed.exitCode(), failed.signal());
        if (task.getRetried() < task.getMaxRetries()) {
            return task.toBuilder()
                    .setLastAttemptResult(result)
                    .setRetried(task.getRetried() + 1)
                    .build();
        }
        return completed(task, now, failed(ExecutionReason.NON_ZERO_EXIT_CODE, failed.message(), now))
                .setLastAttemptResult(result)
                .build();
    }

    private static Condition failed(ExecutionReason reason, String message, Instant now) {
        return Conditions.of(Conditions.COMPLETED, State.CONDITION_FAILED, message, now).toBuilder()
                .setExecutionReason(reason)
                .build();
    }

    private static Task.Builder completed(Task task, Instant now, Condition condition) {
        return task.toBuilder()
                .setCompletionTime(Times.timestamp(now))
                .setReconciling(false)
                .setObservedGeneration(task.getGeneration())
                .clearConditions()
                .addConditions(condition);
    }

    private static TaskAttemptResult result(Code code, String message, int exitCode, int signal) {
        Status status = Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .build();
        return TaskAttemptResult.newBuilder()
                .setStatus(status)
                .setExitCode(exitCode)
                .setTermSignal(signal)
                .build();
    }
}
