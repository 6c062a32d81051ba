package dev.migrationgate.tests.simulation;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import dev.migrationgate.google.WriteLimit;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Observer;
import dev.migrationgate.runner.job.CloudRunJobs;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.Evidence;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.trace.span.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runner's effects: the real code that starts and cancels, and a plain database and watcher. */
final class RunnerEffects implements EffectRunner<LaneInput, LaneEffect> {
    private static final DatabaseSecrets SECRETS = new DatabaseSecrets(
            "projects/p/secrets/m/versions/1", "projects/p/secrets/r/versions/1", Optional.empty(), Optional.empty());

    private final SimulatedJobs cloud;
    private final CloudRunJobs jobs;
    private final Databases databases;
    private final Chance chance;

    RunnerEffects(SimulatedJobs cloud, Databases databases, Chance chance, Clock clock) {
        this.cloud = cloud;
        this.databases = databases;
        this.chance = chance;
        this.jobs = new CloudRunJobs(
                cloud,
                clock,
                new WriteLimit(600, clock),
                Traces.off(),
                _ -> Coroutine.point(),
                Duration.ofMillis(20),
                12);
    }

    @Override
    public void run(String key, LaneEffect effect, Instant decidedAt, Observer<LaneInput> observer)
            throws InterruptedException {
        switch (effect) {
            case LaneEffect.PrepareDatabase prepare -> observer.observe(key, prepared(prepare));
            case LaneEffect.CheckDatabase check -> observer.observe(key, checked(check));
            case LaneEffect.StartExecution start -> observer.observe(key, jobs.start(start, decidedAt));
            case LaneEffect.LookForExecution look -> observer.observe(key, jobs.look(look));
            case LaneEffect.CancelExecution cancel -> jobs.cancel(cancel);
            case LaneEffect.WatchExecution watch -> observer.observe(key, watched(watch));
            case LaneEffect.DeleteJob delete -> {
                if (jobs.delete(delete)) {
                    observer.observe(key, new LaneInput.JobDeleted(delete.deploymentId(), delete.attempt()));
                }
            }
        }
    }

    private LaneObservation prepared(LaneEffect.PrepareDatabase prepare) {
        Coroutine.point();
        if (chance.fault(100)) {
            return new LaneObservation.DatabaseUnclear(prepare.tenure(), "away");
        }
        return chance.fault(20)
                ? new LaneObservation.DatabaseFailed(prepare.tenure(), "no such server")
                : new LaneObservation.DatabasePrepared(prepare.tenure(), SECRETS, List.of());
    }

    private LaneObservation checked(LaneEffect.CheckDatabase check) {
        Coroutine.point();
        if (chance.fault(200)) {
            return new LaneObservation.DatabaseUnclear(check.tenure(), "away");
        }
        if (chance.fault(10)) {
            return new LaneObservation.DatabaseFailed(check.tenure(), "no such server");
        }
        Databases.Left left = databases.seen(check.tenure());
        return new LaneObservation.DatabaseChecked(check.tenure(), left.findings(), left.fails());
    }

    private LaneObservation watched(LaneEffect.WatchExecution watch) {
        String name = watch.execution().execution();
        while (true) {
            Coroutine.point();
            try {
                Execution seen = cloud.execution(name);
                if (seen.hasCompletionTime()) {
                    return ended(watch, seen);
                }
            } catch (ApiException e) {
                if (e.getStatusCode().getCode() == StatusCode.Code.NOT_FOUND) {
                    return new LaneObservation.ExecutionUnknown(
                            watch.tenure(), name + " does not exist any more", true);
                }
            }
        }
    }

    private static LaneObservation ended(LaneEffect.WatchExecution watch, Execution seen) {
        ExecutionRef ref = watch.execution();
        Evidence evidence = new Evidence(
                ref.job(),
                ref.execution(),
                seen.getTemplate().getContainers(0).getImage(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        boolean succeeded = seen.getConditions(0).getState() == Condition.State.CONDITION_SUCCEEDED;
        Optional<Failure> failure = succeeded ? Optional.empty() : Optional.of(failure(seen));
        return new LaneObservation.ExecutionEnded(watch.tenure(), ref, evidence, failure);
    }

    private static Failure failure(Execution seen) {
        String said = seen.getConditions(0).getMessage();
        int code = Integer.parseInt(said.substring("exit ".length()));
        return new Failure(Failure.EXIT_CODE, said, Optional.of(code), Optional.empty(), List.of());
    }
}
