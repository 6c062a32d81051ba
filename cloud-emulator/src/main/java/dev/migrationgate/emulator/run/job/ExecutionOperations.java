package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.longrunning.Operation;
import com.google.protobuf.Message;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.operation.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The operations that end when an execution has started or ended. Thread safe. */
final class ExecutionOperations {
    private final Operations operations;
    private final ConcurrentMap<String, List<Waiting>> waiting = new ConcurrentHashMap<>();

    ExecutionOperations(Operations operations) {
        this.operations = operations;
    }

    /** An operation that waits for an execution's goal and then answers with {@code result}. */
    Operation begin(ResourceName location, Execution execution, Goal goal, Supplier<? extends Message> result) {
        Operation operation = operations.begin(location, result.get());
        add(execution, new Waiting(operation.getName(), goal, result));
        return operation;
    }

    /** Waits again for an operation of an emulator that was killed. */
    void resume(Operation operation, Execution execution, Goal goal, Supplier<? extends Message> result) {
        add(execution, new Waiting(operation.getName(), goal, result));
        executionChanged(execution);
    }

    private void add(Execution execution, Waiting entry) {
        waiting.compute(execution.getName(), (name, before) -> {
            List<Waiting> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.add(entry);
            return all;
        });
    }

    /** Ends the operations whose goal this execution has reached. */
    void executionChanged(Execution execution) {
        List<Waiting> reached = new ArrayList<>();
        waiting.computeIfPresent(execution.getName(), (name, before) -> {
            List<Waiting> left = new ArrayList<>();
            before.forEach(entry -> (reached(execution, entry.goal()) ? reached : left).add(entry));
            return left.isEmpty() ? null : left;
        });
        reached.forEach(entry -> end(entry, execution));
    }

    private void end(Waiting entry, Execution execution) {
        Condition completed =
                Conditions.completed(execution.getConditionsList()).orElse(Condition.getDefaultInstance());
        if (entry.goal() == Goal.SUCCEEDED && completed.getState() != State.CONDITION_SUCCEEDED) {
            operations.fail(entry.operation(), entry.result().get(), Refusal.precondition(completed.getMessage()));
        } else {
            operations.succeed(entry.operation(), entry.result().get());
        }
    }

    private static boolean reached(Execution execution, Goal goal) {
        return execution.hasCompletionTime() || (goal == Goal.STARTED && execution.hasStartTime());
    }

    private record Waiting(String operation, Goal goal, Supplier<? extends Message> result) {}
}
