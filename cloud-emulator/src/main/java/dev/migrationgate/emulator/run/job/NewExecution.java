package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.RunJobRequest.Overrides;
import com.google.cloud.run.v2.RunJobRequest.Overrides.ContainerOverride;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TaskTemplate;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.run.container.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An execution and its tasks as they are when nothing has run yet. Pure. */
record NewExecution(Execution execution, List<Task> tasks) {
    static NewExecution of(Job job, String name, Overrides overrides, Instant now) {
        ExecutionTemplate template = job.getTemplate();
        TaskTemplate spec = overridden(template.getTemplate(), overrides);
        Execution execution = Execution.newBuilder()
                .setName(name)
                .setUid(UUID.randomUUID().toString())
                .setGeneration(1)
                .putAllLabels(job.getLabelsMap())
                .putAllLabels(template.getLabelsMap())
                .putAllAnnotations(template.getAnnotationsMap())
                .setCreateTime(Times.timestamp(now))
                .setUpdateTime(Times.timestamp(now))
                .setJob(job.getName())
                .setParallelism(template.getParallelism())
                .setTaskCount(overrides.getTaskCount() > 0 ? overrides.getTaskCount() : template.getTaskCount())
                .setTemplate(spec)
                .setReconciling(true)
                .addConditions(Conditions.of(Conditions.COMPLETED, State.CONDITION_RECONCILING, "", now))
                .setLogUri(logUri(name))
                .setEtag(Rules.newEtag())
                .build();
        List<Task> tasks = new ArrayList<>();
        for (int index = 0; index < execution.getTaskCount(); index++) {
            tasks.add(task(execution, index));
        }
        return new NewExecution(execution, tasks);
    }

    private static Task task(Execution execution, int index) {
        TaskTemplate spec = execution.getTemplate();
        return Task.newBuilder()
                .setName(JobStores.taskName(execution.getName(), index))
                .setUid(UUID.randomUUID().toString())
                .setGeneration(1)
                .putAllLabels(execution.getLabelsMap())
                .putAllAnnotations(execution.getAnnotationsMap())
                .setCreateTime(execution.getCreateTime())
                .setScheduledTime(execution.getCreateTime())
                .setUpdateTime(execution.getCreateTime())
                .setJob(execution.getJob())
                .setExecution(execution.getName())
                .addAllContainers(spec.getContainersList())
                .setMaxRetries(spec.getMaxRetries())
                .setTimeout(spec.getTimeout())
                .setServiceAccount(spec.getServiceAccount())
                .setReconciling(true)
                .addAllConditions(execution.getConditionsList())
                .setIndex(index)
                .setLogUri(execution.getLogUri())
                .setEtag(Rules.newEtag())
                .build();
    }

    private static TaskTemplate overridden(TaskTemplate template, Overrides overrides) {
        TaskTemplate.Builder result = template.toBuilder();
        if (overrides.hasTimeout()) {
            result.setTimeout(overrides.getTimeout());
        }
        for (ContainerOverride override : overrides.getContainerOverridesList()) {
            Container container = template.getContainers(0);
            if (!override.getName().isEmpty() && !override.getName().equals(container.getName())) {
                throw Refusal.invalid(
                        "overrides.container_overrides", "there is no container '%s'".formatted(override.getName()));
            }
            result.setContainers(0, overridden(result.getContainers(0), override));
        }
        return result.build();
    }

    private static Container overridden(Container container, ContainerOverride override) {
        Container.Builder result = container.toBuilder();
        if (override.getClearArgs()) {
            result.clearArgs();
        } else if (override.getArgsCount() > 0) {
            result.clearArgs().addAllArgs(override.getArgsList());
        }
        Set<String> replaced =
                override.getEnvList().stream().map(EnvVar::getName).collect(Collectors.toSet());
        List<EnvVar> kept = container.getEnvList().stream()
                .filter(variable -> !replaced.contains(variable.getName()))
                .toList();
        return result.clearEnv()
                .addAllEnv(kept)
                .addAllEnv(override.getEnvList())
                .build();
    }

    private static String logUri(String execution) {
        String id = execution.substring(execution.lastIndexOf('/') + 1);
        return "https://console.cloud.google.com/logs/viewer?project="
                + execution.split("/", -1)[1]
                + "&advancedFilter=resource.type%3D%22cloud_run_job%22%20labels.%22run.googleapis.com%2Fexecution_name%22%3D%22"
                + id + "%22";
    }
}
