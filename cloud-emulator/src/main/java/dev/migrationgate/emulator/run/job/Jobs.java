package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.cloud.run.v2.RunJobRequest.Overrides;
import com.google.cloud.run.v2.UpdateJobRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.operation.Operations;
import dev.migrationgate.emulator.run.container.Rules;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What changes jobs. A job's changes come one after the other, since this object lets one caller in at a time; running is left to
 * the engine.
 */
final class Jobs {
    private final JobStores stores;
    private final Operations operations;
    private final ExecutionOperations waiting;
    private final ExecutionEngine engine;
    private final Clock clock;

    Jobs(JobStores stores, Operations operations, ExecutionOperations waiting, ExecutionEngine engine, Clock clock) {
        this.stores = stores;
        this.operations = operations;
        this.waiting = waiting;
        this.engine = engine;
        this.clock = clock;
    }

    synchronized Operation create(CreateJobRequest request) {
        ResourceName parent = ResourceName.parse("parent", request.getParent(), "projects", "locations");
        Job checked = JobSpec.checked(request.getJob(), request.getJobId());
        String name = parent.child("jobs", request.getJobId());
        Job job = stamped(checked, name, UUID.randomUUID().toString(), 1);
        if (stores.jobs().find(name).isPresent()) {
            throw Refusal.exists("Job", name);
        }
        if (request.getValidateOnly()) {
            return Operations.unrecorded(parent, job);
        }
        stores.jobs().create(name, job);
        return answer(parent, job);
    }

    synchronized Operation update(UpdateJobRequest request) {
        Job sent = request.getJob();
        ResourceName name = ResourceName.parse("job.name", sent.getName(), "projects", "locations", "jobs");
        Optional<Job> current = stores.jobs().find(sent.getName());
        if (current.isEmpty() && request.getAllowMissing()) {
            return create(CreateJobRequest.newBuilder()
                    .setParent(location(name).toString())
                    .setJobId(name.id())
                    .setJob(sent)
                    .setValidateOnly(request.getValidateOnly())
                    .build());
        }
        Job before = current.orElseThrow(() -> Refusal.notFound("Job", sent.getName()));
        Refusal.unlessCurrent(sent.getName(), sent.getEtag(), before.getEtag());
        Job checked = JobSpec.checked(sent, name.id());
        Job after = stamped(checked, sent.getName(), before.getUid(), before.getGeneration() + 1).toBuilder()
                .setCreateTime(before.getCreateTime())
                .build();
        if (request.getValidateOnly()) {
            return Operations.unrecorded(location(name), after);
        }
        stores.jobs().update(sent.getName(), job -> after);
        return answer(location(name), after);
    }

    synchronized Operation delete(String jobName, String etag, boolean validateOnly) {
        ResourceName name = ResourceName.parse("name", jobName, "projects", "locations", "jobs");
        Job job = find(jobName);
        Refusal.unlessCurrent(jobName, etag, job.getEtag());
        Job deleted = status(job).toBuilder()
                .setDeleteTime(Times.timestamp(clock.instant()))
                .build();
        if (validateOnly) {
            return Operations.unrecorded(location(name), deleted);
        }
        // Their containers are stopped when that is seen.
        stores.executionsOf(jobName).forEach(execution -> stores.removeExecution(execution, clock.instant()));
        stores.jobs().remove(jobName);
        return operations.done(location(name), deleted);
    }

    synchronized Operation run(RunJobRequest request) {
        ResourceName name = ResourceName.parse("name", request.getName(), "projects", "locations", "jobs");
        Job job = find(request.getName());
        Refusal.unlessCurrent(request.getName(), request.getEtag(), job.getEtag());
        String suffix = UUID.randomUUID().toString().substring(0, 5).toLowerCase(Locale.ROOT);
        NewExecution made = NewExecution.of(job, executionName(job, suffix), request.getOverrides(), clock.instant());
        if (request.getValidateOnly()) {
            return Operations.unrecorded(location(name), made.execution());
        }
        Execution execution = record(made);
        Operation operation = waiting.begin(location(name), execution, Goal.ENDED, () -> current(execution));
        engine.run(execution);
        return operation;
    }

    /** Waits again for what an emulator that was killed had promised. */
    void resume() {
        for (Operation operation : operations.unfinished()) {
            try {
                if (operation.getMetadata().is(Execution.class)) {
                    Execution begun = operation.getMetadata().unpack(Execution.class);
                    waiting.resume(operation, current(begun), Goal.ENDED, () -> current(begun));
                } else if (operation.getMetadata().is(Job.class)) {
                    resume(operation, operation.getMetadata().unpack(Job.class));
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("cannot read operation " + operation.getName(), e);
            }
        }
    }

    private void resume(Operation operation, Job job) {
        JobSpec.token(job)
                .flatMap(token -> stores.executions().find(executionName(job, token)))
                .ifPresent(execution -> waiting.resume(operation, execution, goal(job), () -> status(job)));
    }

    /** The job as its executions make it look at this moment. */
    Job status(Job job) {
        Job current = stores.jobs().find(job.getName()).orElse(job);
        return JobStatus.of(current, stores.executionsOf(job.getName()));
    }

    Job find(String name) {
        return stores.jobs().find(name).orElseThrow(() -> Refusal.notFound("Job", name));
    }

    /** Starts the execution that the job's token asks for, unless it was started before. */
    private Operation answer(ResourceName location, Job job) {
        Optional<String> token = JobSpec.token(job);
        if (token.isEmpty()
                || stores.executions().find(executionName(job, token.get())).isPresent()) {
            return operations.done(location, status(job));
        }
        String name = executionName(job, token.get());
        Execution execution = record(NewExecution.of(job, name, Overrides.getDefaultInstance(), clock.instant()));
        Operation operation = waiting.begin(location, execution, goal(job), () -> status(job));
        engine.run(execution);
        return operation;
    }

    /** Tasks first: an execution in the store always has its tasks. */
    private Execution record(NewExecution made) {
        made.tasks().forEach(task -> stores.tasks().create(task.getName(), task));
        if (!stores.executions().create(made.execution().getName(), made.execution())) {
            throw Refusal.exists("Execution", made.execution().getName());
        }
        return made.execution();
    }

    private Execution current(Execution execution) {
        return stores.executions().find(execution.getName()).orElse(execution);
    }

    private Job stamped(Job job, String name, String uid, long generation) {
        return job.toBuilder()
                .setName(name)
                .setUid(uid)
                .setGeneration(generation)
                .setCreateTime(Times.timestamp(clock.instant()))
                .setUpdateTime(Times.timestamp(clock.instant()))
                .setEtag(Rules.newEtag())
                .build();
    }

    private static Goal goal(Job job) {
        return job.hasRunExecutionToken() ? Goal.SUCCEEDED : Goal.STARTED;
    }

    private static String executionName(Job job, String suffix) {
        String id = job.getName().substring(job.getName().lastIndexOf('/') + 1);
        return job.getName() + "/executions/" + id + "-" + suffix;
    }

    static ResourceName location(ResourceName within) {
        return new ResourceName(within.collections().subList(0, 2), within.ids().subList(0, 2));
    }
}
