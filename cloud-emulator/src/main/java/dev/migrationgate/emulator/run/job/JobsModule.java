package dev.migrationgate.emulator.run.job;

import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.operation.Operations;
import io.grpc.BindableService;
import java.nio.file.Path;
import java.util.List;

/** Cloud Run jobs, put together: the gRPC services and what runs behind them. */
public final class JobsModule implements AutoCloseable {
    private final ExecutionEngine engine;
    private final ExecutionsService executions;
    private final List<BindableService> services;

    private JobsModule(ExecutionEngine engine, ExecutionsService executions, List<BindableService> services) {
        this.engine = engine;
        this.executions = executions;
        this.services = services;
    }

    /** Reads the state in a folder and goes on with the executions in it. */
    public static JobsModule start(Path folder, JobEnvironment environment, Operations operations, Calls calls) {
        JobStores stores = JobStores.open(folder);
        ExecutionOperations waiting = new ExecutionOperations(operations);
        ExecutionEngine engine = new ExecutionEngine(environment, stores, waiting);
        Jobs jobs = new Jobs(stores, operations, waiting, engine, environment.clock());
        jobs.resume();
        engine.resume();
        ExecutionsService executions = new ExecutionsService(stores, operations, waiting, calls, environment.clock());
        return new JobsModule(
                engine,
                executions,
                List.of(new JobsService(jobs, stores, calls), executions, new TasksService(stores, calls)));
    }

    /** To be added to a server. */
    public List<BindableService> services() {
        return services;
    }

    /** Deletes every execution that has not ended, as a caller of {@code DeleteExecution} would. */
    public void deleteRunningExecutions() {
        executions.deleteRunning();
    }

    /** Stops watching; containers run on and are found again by the next start. */
    @Override
    public void close() {
        engine.close();
    }
}
