package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.LaneEffect.WatchExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneObservation.ExecutionEnded;
import dev.migrationgate.runner.lane.LaneObservation.ExecutionUnknown;
import dev.migrationgate.runner.lane.Tenure;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedReadingIT {
    private static final String JOB = "projects/p/locations/europe-west1/jobs/m-1-a1";

    private volatile Optional<Status> answer =
            Optional.of(Status.PERMISSION_DENIED.withDescription("run.executions.list"));

    /** No execution was ever made: once reading is allowed, that is what is seen. */
    @Test
    void aRefusalThatLastsIsReportedAndWatchingGoesOn(@TempDir Path folder) throws Exception {
        FaultPlan plan = new FaultPlan() {
            @Override
            public void beforeEffect(String method) {
                answer.ifPresent(status -> {
                    throw status.asRuntimeException();
                });
            }

            @Override
            public void beforeAnswer(String method) {}
        };
        var config = new EmulatorConfig(0, folder, folder.resolve("images"), Duration.ofSeconds(1), plan);
        var pace = new WatchPace(Duration.ofMillis(1), Duration.ofMillis(10), 40, Duration.ZERO);
        try (CloudEmulator emulator = CloudEmulator.start(config);
                GoogleCloud google = GoogleCloud.open(Optional.of(emulator.endpoint()));
                var watcher = new ExecutionWatcher(google, pace, Clock.systemUTC())) {
            BlockingQueue<LaneObservation> reports = new LinkedBlockingQueue<>();
            ExecutionRef execution = new ExecutionRef(JOB, JOB + "/executions/run", Instant.now());
            Thread waiting = Thread.startVirtualThread(() -> watch(watcher, execution, reports));

            assertThat(next(reports))
                    .isInstanceOfSatisfying(
                            ExecutionUnknown.class,
                            unknown -> assertThat(unknown.reason())
                                    .contains(
                                            execution.execution(),
                                            "refused",
                                            "PERMISSION_DENIED",
                                            "run.executions.list"));
            assertThat(waiting.isAlive()).isTrue();
            answer = Optional.empty();

            assertThat(next(reports))
                    .isInstanceOfSatisfying(
                            ExecutionUnknown.class,
                            unknown -> assertThat(unknown.reason()).contains("does not exist any more"));
            waiting.join();
            assertThat(reports).isEmpty();
        }
    }

    private static LaneObservation next(BlockingQueue<LaneObservation> reports) throws InterruptedException {
        LaneObservation report = reports.poll(1, TimeUnit.MINUTES);
        assertThat(report).isNotNull().isNotInstanceOf(ExecutionEnded.class);
        return report;
    }

    private static void watch(
            ExecutionWatcher watcher, ExecutionRef execution, BlockingQueue<LaneObservation> reports) {
        try {
            watcher.watch(new WatchExecution(new Tenure("1", 1, 1), execution), reports::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
