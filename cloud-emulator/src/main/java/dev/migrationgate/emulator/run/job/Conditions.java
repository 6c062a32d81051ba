package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import dev.migrationgate.emulator.call.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Conditions of executions and tasks, named as Cloud Run names them. */
final class Conditions {
    static final String COMPLETED = "Completed";
    static final String STARTED = "Started";
    static final String RESOURCES_AVAILABLE = "ResourcesAvailable";

    private Conditions() {}

    static Condition of(String type, State state, String message, Instant time) {
        return Condition.newBuilder()
                .setType(type)
                .setState(state)
                .setMessage(message)
                .setLastTransitionTime(Times.timestamp(time))
                .build();
    }

    static Optional<Condition> completed(List<Condition> conditions) {
        return find(conditions, COMPLETED);
    }

    static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    static boolean succeeded(Task task) {
        return completed(task.getConditionsList())
                .filter(condition -> condition.getState() == State.CONDITION_SUCCEEDED)
                .isPresent();
    }

    static boolean cancelled(Task task) {
        return completed(task.getConditionsList())
                .filter(condition -> condition.getExecutionReason() == Condition.ExecutionReason.CANCELLED)
                .isPresent();
    }

    /** Whether someone asked for the execution to be cancelled. */
    static boolean cancelling(Execution execution) {
        return completed(execution.getConditionsList())
                .filter(condition -> condition.getExecutionReason() == Condition.ExecutionReason.CANCELLING
                        || condition.getExecutionReason() == Condition.ExecutionReason.CANCELLED)
                .isPresent();
    }
}
