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
        this.endings = new Endings(new GoogleDetails(google));
    }

    /** Takes what was seen. */
    @FunctionalInterface
    public interface Reports {
        /**
         * Takes one observation.
         *
         * @throws InterruptedException as with {@link ExecutionWatcher#watch}
         */
        void report(LaneObservation observation) throws InterruptedException;
    }

    /**
     * Watches, for as long as it takes, until an execution has ended or is known to be missing, and reports {@code ExecutionEnded} or
     * {@code ExecutionUnknown}. Where reading is refused for too long it reports {@code ExecutionUnknown}, and watches on: the end may be
     * seen after all.
     *
     * @throws InterruptedException the caller is not needed any more, or the watcher was closed
     */
    public void watch(WatchExecution effect, Reports reports) throws InterruptedException {
        String execution = effect.execution().execution();
        RegionWatch region = regions.computeIfAbsent(
                JobNames.allJobs(execution), parent -> RegionWatch.start(google, parent, pace, clock));
        try (RegionWatch.Place place = region.join(execution, effect.execution().createdAt())) {
            Optional<String> refusal = place.execution().unreadable();
            if (refusal.isPresent()) {
                reports.report(unknown(effect, execution + ": " + refusal.get()));
            }
            Optional<Execution> end = place.execution().end();
            reports.report(
                    end.isPresent()
                            ? endings.of(effect, end.get())
                            : unknown(effect, execution + " does not exist any more"));
        }
    }

    private static LaneObservation unknown(WatchExecution effect, String reason) {
        return new LaneObservation.ExecutionUnknown(effect.tenure(), reason, true);
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
