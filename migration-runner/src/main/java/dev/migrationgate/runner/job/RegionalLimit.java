package dev.migrationgate.runner.job;

import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneObservation;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/**
 * Holds starts back while as many executions of a region as this process may have are starting or running: an equal share of what
 * all instances may have together. A start that is held back
 * waits and does not fail. Between a start's answer and the first look for its end an execution is not counted, for the
 * tens of milliseconds of a commit. Thread safe.
 */
public final class RegionalLimit implements JobLauncher {
    private final JobLauncher jobs;
    private final int most;
    private final IntSupplier instances;
    private final ToIntFunction<String> running;
    private final ConcurrentMap<String, AtomicInteger> starting = new ConcurrentHashMap<>();

    /**
     * Limits a launcher.
     *
     * @param jobs who starts
     * @param most executions at once in each region, of all instances
     * @param instances how many they are now, at least 1
     * @param running how many executions this process watches, by the region's {@code projects/P/locations/R/jobs/-}
     */
    public RegionalLimit(JobLauncher jobs, int most, IntSupplier instances, ToIntFunction<String> running) {
        this.jobs = jobs;
        this.most = most;
        this.instances = instances;
        this.running = running;
    }

    @Override
    public LaneObservation start(LaneEffect.StartExecution effect, Instant decidedAt) throws InterruptedException {
        String region =
                JobNames.parent(effect.cloudProject(), effect.migration().region()) + "/jobs/-";
        AtomicInteger begun = starting.computeIfAbsent(region, _ -> new AtomicInteger());
        try {
            // Counted first and looked at then, so that two at once cannot both take the last place.
            int share = Math.max(1, most / instances.getAsInt());
            if (begun.incrementAndGet() + running.applyAsInt(region) > share) {
                String message = share + " executions of this process run in " + region + ", its share of " + most;
                return new LaneObservation.StartThrottled(effect.tenure(), false, message);
            }
            return jobs.start(effect, decidedAt);
        } finally {
            begun.decrementAndGet();
        }
    }

    @Override
    public LaneObservation look(LaneEffect.LookForExecution effect) {
        return jobs.look(effect);
    }

    @Override
    public boolean delete(LaneEffect.DeleteJob effect) {
        return jobs.delete(effect);
    }

    @Override
    public void cancel(LaneEffect.CancelExecution effect) throws InterruptedException {
        jobs.cancel(effect);
    }
}
