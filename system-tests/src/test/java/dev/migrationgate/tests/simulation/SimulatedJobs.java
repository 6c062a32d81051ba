package dev.migrationgate.tests.simulation;

import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionReference;
import com.google.cloud.run.v2.Job;
import com.google.protobuf.Timestamp;
import dev.migrationgate.runner.job.JobsApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Cloud Run's jobs: names are unique, an execution runs until chance ends it, and its truth is known to the auditor. */
final class SimulatedJobs implements JobsApi {
    private static final String COMPLETED = "Completed";

    final Map<String, Job> jobs = new LinkedHashMap<>();
    final Map<String, Execution> executions = new LinkedHashMap<>();
    private final List<Execution> unmade = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final Set<String> spared = new HashSet<>();
    private final Chance chance;
    private final Auditor auditor;
    private final Supplier<Instant> now;
    private final Readings<Job> jobReadings;
    private final Readings<Execution> executionReadings;

    SimulatedJobs(Chance chance, Auditor auditor, Supplier<Instant> now) {
        this.chance = chance;
        this.auditor = auditor;
        this.now = now;
        this.jobReadings = new Readings<>(jobs, chance, now);
        this.executionReadings = new Readings<>(executions, chance, now);
    }

    @Override
    public CreateJobRequest pinned(CreateJobRequest request) {
        return chance.call(() -> request);
    }

    @Override
    public void create(CreateJobRequest request) {
        String name = request.getParent() + "/jobs/" + request.getJobId();
        chance.call(() -> {
            if (jobs.containsKey(name)) {
                throw Chance.error(StatusCode.Code.ALREADY_EXISTS);
            }
            Job job = request.getJob().toBuilder()
                    .setName(name)
                    .setReconciling(true)
                    .build();
            keep(job);
            Execution execution = made(job, request.getJobId());
            if (chance.fault(200)) {
                unmade.add(execution);
            } else {
                begin(execution);
            }
            return job;
        });
    }

    @Override
    public void delete(String name) {
        chance.call(() -> {
            jobReadings.changes(name);
            Job gone =
                    Optional.ofNullable(jobs.remove(name)).orElseThrow(() -> Chance.error(StatusCode.Code.NOT_FOUND));
            executions.values().stream()
                    .filter(execution -> execution.getJob().equals(name))
                    .map(Execution::getName)
                    .toList()
                    .forEach(this::remove);
            unmade.removeIf(execution -> execution.getJob().equals(name));
            return gone;
        });
    }

    @Override
    public Job job(String name) {
        return chance.call(() -> readJob(name).orElseThrow(() -> Chance.error(StatusCode.Code.NOT_FOUND)));
    }

    /** The job; at times as it was a few seconds ago. */
    Optional<Job> readJob(String name) {
        return jobReadings.read(name);
    }

    @Override
    public Execution execution(String name) {
        return chance.call(() -> read(name).orElseThrow(() -> Chance.error(StatusCode.Code.NOT_FOUND)));
    }

    /** The execution; at times as it was a few seconds ago. */
    Optional<Execution> read(String name) {
        return executionReadings.read(name);
    }

    @Override
    public void cancel(String execution) {
        chance.call(() -> {
            cancelled.add(execution);
            return execution;
        });
    }

    /** Runs a deployment's job once more, as a caller without names for its calls would. */
    boolean startAgain(String deploymentId) {
        Optional<Job> job = jobs.values().stream()
                .filter(each ->
                        each.getLabelsOrThrow("migration-gate-deployment").equals(deploymentId))
                .findFirst();
        job.ifPresent(each -> begin(made(each, "again-" + executions.size())));
        return job.isPresent();
    }

    /** Something happens to one of the executions that are under way. */
    void progress() {
        if (!unmade.isEmpty()) {
            begin(unmade.removeFirst());
            return;
        }
        List<Execution> running = running();
        // Slower than the rest of the world: most are seen to run before they end.
        if (!running.isEmpty() && chance.percent(25)) {
            Execution execution = chance.of(running);
            boolean stopped = cancelled.contains(execution.getName()) && chance.percent(80);
            end(execution, stopped ? 143 : chance.of(List.of(0, 0, 0, 0, 1, 75)), stopped);
        }
    }

    /** Nobody deletes it: who claims a success of what is gone makes the deployment fail, as somebody must say what became of it. */
    void spare(String execution) {
        spared.add(execution);
    }

    /** Somebody deletes an execution of one of these deployments, with its job or without: it stops, and nobody can tell how far it had come. */
    void deleteOne(List<String> deployments) {
        List<Execution> running = running().stream()
                .filter(each -> !spared.contains(each.getName()))
                .filter(each ->
                        deployments.stream().anyMatch(id -> each.getJob().contains(id.substring(0, 20))))
                .toList();
        if (!running.isEmpty()) {
            Execution execution = chance.of(running);
            remove(execution.getName());
            if (chance.percent(50)) {
                jobReadings.changes(execution.getJob());
                jobs.remove(execution.getJob());
            }
            auditor.executionGone(execution.getName());
        }
    }

    List<Execution> running() {
        return executions.values().stream()
                .filter(each -> !each.hasCompletionTime())
                .toList();
    }

    boolean idle() {
        return unmade.isEmpty() && running().isEmpty();
    }

    private Execution made(Job job, String id) {
        String name = job.getName() + "/executions/" + id + "-" + job.getStartExecutionToken();
        return Execution.newBuilder()
                .setName(name)
                .setJob(job.getName())
                .setTaskCount(1)
                .setTemplate(job.getTemplate().getTemplate())
                .setCreateTime(time())
                .build();
    }

    private void begin(Execution execution) {
        Job job = jobs.get(execution.getJob());
        if (job != null) {
            keep(job.toBuilder()
                    .setReconciling(false)
                    .setExecutionCount(1)
                    .setLatestCreatedExecution(ExecutionReference.newBuilder()
                            .setName(execution.getName().replaceFirst(".*/", ""))
                            .setCreateTime(execution.getCreateTime()))
                    .build());
            keep(execution.toBuilder().setStartTime(time()).build());
            auditor.executionStarted(job, execution.getName());
        }
    }

    private void end(Execution execution, int code, boolean stopped) {
        Condition.Builder condition = Condition.newBuilder()
                .setType(COMPLETED)
                .setState(code == 0 ? Condition.State.CONDITION_SUCCEEDED : Condition.State.CONDITION_FAILED)
                .setMessage("exit " + code);
        Execution.Builder ended =
                execution.toBuilder().setCompletionTime(time()).addConditions(condition);
        if (code == 0) {
            ended.setSucceededCount(1);
        } else if (stopped) {
            ended.setCancelledCount(1);
        } else {
            ended.setFailedCount(1);
        }
        keep(ended.build());
        auditor.executionEnded(execution.getName(), code);
    }

    private void keep(Job job) {
        jobReadings.changes(job.getName());
        jobs.put(job.getName(), job);
    }

    private void keep(Execution execution) {
        executionReadings.changes(execution.getName());
        executions.put(execution.getName(), execution);
    }

    private void remove(String execution) {
        executionReadings.changes(execution);
        executions.remove(execution);
    }

    private Timestamp time() {
        return Timestamp.newBuilder().setSeconds(now.get().getEpochSecond()).build();
    }
}
