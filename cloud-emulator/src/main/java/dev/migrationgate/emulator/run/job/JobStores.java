package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Task;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.store.ResourceStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The three kinds of resources that belong together. */
record JobStores(ResourceStore<Job> jobs, ResourceStore<Execution> executions, ResourceStore<Task> tasks) {
    static JobStores open(Path folder) {
        return new JobStores(
                ResourceStore.open(folder.resolve("jobs"), Job.getDefaultInstance()),
                ResourceStore.open(folder.resolve("executions"), Execution.getDefaultInstance()),
                ResourceStore.open(folder.resolve("tasks"), Task.getDefaultInstance()));
    }

    List<Execution> executionsOf(String job) {
        return executions.under(job + "/executions/");
    }

    List<Task> tasksOf(Execution execution) {
        return IntStream.range(0, execution.getTaskCount())
                .mapToObj(index -> tasks.find(taskName(execution.getName(), index)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Takes an execution out with its tasks. */
    void removeExecution(Execution execution, Instant at) {
        jobs.update(execution.getJob(), job -> JobStatus.without(job, execution, at));
        executions.remove(execution.getName());
        tasksOf(execution).forEach(task -> tasks.remove(task.getName()));
    }

    static String taskName(String execution, int index) {
        String id = execution.substring(execution.lastIndexOf('/') + 1);
        return execution + "/tasks/" + id + "-task" + index;
    }

    static ResourceName parse(String execution) {
        return ResourceName.parse("name", execution, "projects", "locations", "jobs", "executions");
    }
}
