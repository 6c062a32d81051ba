package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.Execution;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.runner.lane.LaneEffect.WatchExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches any number of executions with one listing per project and region, so that the calls do not grow with the migrations
 * in flight. Safe for several threads. Close ends all watching without an answer.
 */
public final class ExecutionWatcher implements AutoCloseable {
    private final GoogleCloud google;
    private final WatchPace pace;
    private final Clock clock;
    private final Endings endings;
    private final Map<String, RegionWatch> regions = new ConcurrentHashMap<>();

    /** A watcher that looks at this pace. */
    public ExecutionWatcher(GoogleCloud google, WatchPace pace, Clock clock) {
        this.google = google;
        this.pace = pace;
        this.clock = clock;
        this.endings = new Endings(google);
    }

    /**
     * Waits, for as long as it takes, until an execution has ended or is known to be missing.
     *
     * @return {@code ExecutionEnded} or {@code ExecutionUnknown}
     * @throws InterruptedException the caller is not needed any more, or the watcher was closed
     */
    public LaneObservation await(WatchExecution effect) throws InterruptedException {
        String execution = effect.execution().execution();
        RegionWatch region = regions.computeIfAbsent(
                JobNames.allJobs(execution), parent -> RegionWatch.start(google, parent, pace, clock));
        Optional<Execution> seen = region.await(execution, effect.execution().createdAt());
        if (seen.isEmpty()) {
            return new LaneObservation.ExecutionUnknown(
                    effect.deploymentId(), effect.attempt(), execution + " does not exist any more");
        }
        return endings.of(effect, seen.get());
    }

    /**
     * How many executions this watcher waits for.
     *
     * @param region {@code projects/P/locations/R/jobs/-}
     */
    public int watched(String region) {
        RegionWatch watch = regions.get(region);
        return watch == null ? 0 : watch.size();
    }

    /** How many executions this watcher waits for, in all regions. */
    public int watched() {
        return regions.values().stream().mapToInt(RegionWatch::size).sum();
    }

    @Override
    public void close() {
        regions.values().forEach(RegionWatch::close);
    }
}
