package dev.migrationgate.emulator.run.job;

import com.google.api.MonitoredResource;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.log.LogTarget;
import dev.migrationgate.emulator.log.LoggingService;
import dev.migrationgate.emulator.run.container.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One attempt of a task: where its container lives, what it is told, whose log lines it writes. */
final class Attempt {
    private final JobEnvironment environment;
    private final ResourceName execution;
    private final Execution spec;
    private final Task task;

    Attempt(JobEnvironment environment, Execution spec, Task task) {
        this.environment = environment;
        this.execution = JobStores.parse(spec.getName());
        this.spec = spec;
        this.task = task;
    }

    /** The container, started by this call or by an earlier one, also of an emulator that was killed since. */
    Container container() throws StartFailure {
        Path folder = folder();
        Optional<Container> running = environment.launches().at(folder);
        if (running.isPresent()) {
            return running.get();
        }
        Backend.Start start = environment
                .launches()
                .prepare(task.getContainers(0), execution.id("projects"), variables(), OptionalInt.empty());
        try {
            return start.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + task.getName(), e);
        }
    }

    /** Whether a start of this attempt was ever tried. */
    boolean begun() {
        return Files.isDirectory(folder());
    }

    /** The uid is part of it: an execution deleted and made anew under its old name is another one. */
    private Path folder() {
        return environment.processes().resolve(spec.getUid()).resolve(task.getIndex() + "-" + task.getRetried());
    }

    /** Set by Cloud Run in every job container (https://cloud.google.com/run/docs/container-contract#jobs-env-vars). */
    private Map<String, String> variables() {
        return Map.of(
                "CLOUD_RUN_JOB", execution.id("jobs"),
                "CLOUD_RUN_EXECUTION", execution.id("executions"),
                "CLOUD_RUN_TASK_INDEX", Integer.toString(task.getIndex()),
                "CLOUD_RUN_TASK_ATTEMPT", Integer.toString(task.getRetried()),
                "CLOUD_RUN_TASK_COUNT", Integer.toString(spec.getTaskCount()));
    }

    LogTarget logs() {
        MonitoredResource resource = MonitoredResource.newBuilder()
                .setType("cloud_run_job")
                .putLabels("project_id", execution.id("projects"))
                .putLabels("location", execution.id("locations"))
                .putLabels("job_name", execution.id("jobs"))
                .build();
        Map<String, String> labels = Map.of(
                LoggingService.EXECUTION_LABEL,
                execution.id("executions"),
                "run.googleapis.com/task_index",
                Integer.toString(task.getIndex()),
                "run.googleapis.com/task_attempt",
                Integer.toString(task.getRetried()));
        String prefix = task.getIndex() + "-" + task.getRetried() + "-" + spec.getUid();
        return new LogTarget(
                execution.id("projects"),
                LoggingService.executionBook(execution.id("executions")),
                prefix,
                resource,
                labels);
    }
}
