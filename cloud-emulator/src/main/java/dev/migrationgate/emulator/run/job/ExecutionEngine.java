package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import dev.migrationgate.emulator.store.AuditLog;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs executions, one virtual thread per task, and keeps their status. Thread safe. */
final class ExecutionEngine implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExecutionEngine.class);

    private final JobEnvironment environment;
    private final JobStores stores;
    private final AuditLog audit;
    private final ExecutionOperations operations;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("task-", 0).factory());
    private volatile boolean closing;

    ExecutionEngine(JobEnvironment environment, JobStores stores, ExecutionOperations operations) {
        this.environment = environment;
        this.stores = stores;
        this.audit = environment.audit();
        this.operations = operations;
    }

    /** Goes on with every execution that has not ended; its containers may have gone on alone meanwhile. */
    void resume() {
        for (Execution execution : stores.executions().all()) {
            if (!execution.hasCompletionTime()) {
                LOGGER.atInfo().addKeyValue("execution", execution.getName()).log("going on with an execution");
                run(execution);
            }
        }
    }

    /** Runs an execution whose tasks are in the store. */
    void run(Execution execution) {
        int atOnce = execution.getParallelism() > 0 ? execution.getParallelism() : execution.getTaskCount();
        Semaphore slots = new Semaphore(atOnce);
        for (Task task : stores.tasksOf(execution)) {
            threads.execute(() -> runTask(execution, task.getName(), slots));
        }
    }

    private void runTask(Execution execution, String task, Semaphore slots) {
        String name = execution.getName();
        try {
            slots.acquire();
            try {
                new TaskRun(environment, stores, () -> wish(execution), () -> refresh(name)).run(execution, task);
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing: a later emulator goes on
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("task", task).setCause(e).log("task is no longer watched");
        }
    }

    private AttemptWatch.Wish wish(Execution started) {
        if (closing) {
            return AttemptWatch.Wish.LEAVE;
        }
        Optional<Execution> now = stores.executions()
                .find(started.getName())
                .filter(execution -> execution.getUid().equals(started.getUid()));
        if (now.isEmpty()) {
            return AttemptWatch.Wish.DELETE;
        }
        return Conditions.cancelling(now.get()) ? AttemptWatch.Wish.CANCEL : AttemptWatch.Wish.RUN;
    }

    private void refresh(String name) {
        boolean[] news = new boolean[2];
        Optional<Execution> refreshed = stores.executions().update(name, before -> {
            Execution after = ExecutionStatus.of(
                    before, stores.tasksOf(before), environment.clock().instant());
            news[0] = !before.hasStartTime() && after.hasStartTime();
            news[1] = !before.hasCompletionTime() && after.hasCompletionTime();
            return after;
        });
        refreshed.ifPresent(execution -> {
            if (news[0]) {
                audit.record("execution.started", name, "OK");
            }
            if (news[1]) {
                audit.record("execution.ended", name, outcome(execution));
            }
            operations.executionChanged(execution);
        });
    }

    private static String outcome(Execution execution) {
        Condition completed =
                Conditions.completed(execution.getConditionsList()).orElseThrow();
        return completed.getState() == State.CONDITION_SUCCEEDED
                ? "SUCCEEDED"
                : "FAILED: " + completed.getExecutionReason() + ": " + completed.getMessage();
    }

    /** Stops watching. Containers run on, as they would if the emulator were killed. */
    @Override
    public void close() {
        closing = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
