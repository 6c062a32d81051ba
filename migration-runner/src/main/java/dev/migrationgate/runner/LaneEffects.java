package dev.migrationgate.runner;

import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Observer;
import dev.migrationgate.runner.database.DatabaseChecker;
import dev.migrationgate.runner.database.DatabasePreparer;
import dev.migrationgate.runner.job.ExecutionWatcher;
import dev.migrationgate.runner.job.JobLauncher;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneObservation;
import java.time.Instant;

/** Carries out a lane's effects with the adapters, and reports what they saw. */
final class LaneEffects implements EffectRunner<LaneInput, LaneEffect> {

    private final DatabasePreparer databases;
    private final DatabaseChecker checker;
    private final JobLauncher jobs;
    private final ExecutionWatcher watcher;
    private final LaneMetrics metrics;

    LaneEffects(
            DatabasePreparer databases,
            DatabaseChecker checker,
            JobLauncher jobs,
            ExecutionWatcher watcher,
            LaneMetrics metrics) {
        this.databases = databases;
        this.checker = checker;
        this.jobs = jobs;
        this.watcher = watcher;
        this.metrics = metrics;
    }

    @Override
    public void run(String key, LaneEffect effect, Instant decidedAt, Observer<LaneInput> observer)
            throws InterruptedException {
        long begun = System.nanoTime();
        try {
            switch (effect) {
                case LaneEffect.PrepareDatabase prepare -> report(key, databases.prepare(prepare), observer);
                case LaneEffect.CheckDatabase check -> report(key, checker.check(check), observer);
                case LaneEffect.StartExecution start -> report(key, jobs.start(start, decidedAt), observer);
                case LaneEffect.LookForExecution look -> report(key, jobs.look(look), observer);
                case LaneEffect.WatchExecution watch -> watcher.watch(watch, seen -> report(key, seen, observer));
                case LaneEffect.CancelExecution cancel -> jobs.cancel(cancel);
                case LaneEffect.DeleteJob delete -> delete(key, delete, observer);
            }
        } finally {
            metrics.effectTook(effect, System.nanoTime() - begun);
        }
    }

    private void delete(String key, LaneEffect.DeleteJob delete, Observer<LaneInput> observer)
            throws InterruptedException {
        if (jobs.delete(delete)) {
            observer.observe(key, new LaneInput.JobDeleted(delete.deploymentId(), delete.attempt()));
        }
    }

    private static void report(String lane, LaneObservation observation, Observer<LaneInput> observer)
            throws InterruptedException {
        ObservationLog.tell(lane, observation);
        observer.observe(lane, observation);
    }
}
