package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionReference;
import com.google.cloud.run.v2.ExecutionReference.CompletionStatus;
import com.google.cloud.run.v2.Job;
import dev.migrationgate.emulator.call.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The server's part of a job, which follows from its executions. Pure. */
final class JobStatus {
    private JobStatus() {}

    /**
     * A job as it looks.
     *
     * @param job as it is stored, with the executions that were deleted counted in it
     * @param executions those that exist
     */
    static Job of(Job job, List<Execution> executions) {
        Job.Builder result = job.toBuilder()
                .setExecutionCount(job.getExecutionCount() + executions.size())
                .setObservedGeneration(job.getGeneration())
                .setTerminalCondition(
                        Conditions.of("Ready", State.CONDITION_SUCCEEDED, "", Times.instant(job.getUpdateTime())));
        executions.stream()
                .max(Comparator.comparing(execution -> Times.instant(execution.getCreateTime())))
                .ifPresent(latest -> result.setLatestCreatedExecution(reference(latest)));
        return result.build();
    }

    /** The job after one of its executions was deleted: Cloud Run goes on to count it among those that were created. */
    static Job without(Job job, Execution deleted, Instant at) {
        return job.toBuilder()
                .setExecutionCount(job.getExecutionCount() + 1)
                .setLatestCreatedExecution(reference(deleted).toBuilder().setDeleteTime(Times.timestamp(at)))
                .build();
    }

    private static ExecutionReference reference(Execution execution) {
        ExecutionReference.Builder reference = ExecutionReference.newBuilder()
                .setName(execution.getName().substring(execution.getName().lastIndexOf('/') + 1))
                .setCreateTime(execution.getCreateTime())
                .setCompletionStatus(status(execution));
        if (execution.hasCompletionTime()) {
            reference.setCompletionTime(execution.getCompletionTime());
        }
        return reference.build();
    }

    private static CompletionStatus status(Execution execution) {
        if (!execution.hasCompletionTime()) {
            return execution.hasStartTime() ? CompletionStatus.EXECUTION_RUNNING : CompletionStatus.EXECUTION_PENDING;
        }
        Condition completed =
                Conditions.completed(execution.getConditionsList()).orElseThrow();
        if (completed.getState() == State.CONDITION_SUCCEEDED) {
            return CompletionStatus.EXECUTION_SUCCEEDED;
        }
        return completed.getExecutionReason() == Condition.ExecutionReason.CANCELLED
                ? CompletionStatus.EXECUTION_CANCELLED
                : CompletionStatus.EXECUTION_FAILED;
    }
}
