package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.WriteLimit;
import dev.migrationgate.runner.lane.CancelPolicy;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEffect.StartExecution;
import dev.migrationgate.runner.lane.LaneEffect.WatchExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneObservation.ExecutionEnded;
import dev.migrationgate.runner.lane.LaneObservation.ExecutionStarted;
import dev.migrationgate.runner.lane.Limits;
import dev.migrationgate.runner.lane.Migration;
import dev.migrationgate.runner.lane.Tenure;
import dev.migrationgate.trace.span.Traces;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudRunJobsIT {
    private static final String DEPLOYMENT = "0123456789abcdef0123456789abcdef";
    private static final Tenure TENURE = new Tenure(DEPLOYMENT, 1, 1);

    @TempDir
    Path folder;

    private final Set<String> refusedBefore = ConcurrentHashMap.newKeySet();
    private final Set<String> lostAfter = ConcurrentHashMap.newKeySet();
    private CloudEmulator emulator;
    private GoogleCloud google;
    private CloudRunJobs jobs;
    private ExecutionWatcher watcher;

    @BeforeEach
    void start() throws IOException {
        Path image = folder.resolve("images/registry/app/1");
        Files.createDirectories(image.resolve("rootfs"));
        Files.writeString(image.resolve("config.json"), "{\"config\":{\"Env\":[],\"Cmd\":[\"/bin/true\"]}}");
        emulator = CloudEmulator.start(new EmulatorConfig(
                0, folder.resolve("state"), folder.resolve("images"), Duration.ofSeconds(1), new OneFault()));
        google = GoogleCloud.open(Optional.of(emulator.endpoint()));
        jobs = new CloudRunJobs(
                google,
                Clock.systemUTC(),
                new WriteLimit(1_000, Clock.systemUTC()),
                Traces.off(),
                Duration.ofMillis(20),
                100);
        watcher = new ExecutionWatcher(google, WatchPace.DEFAULT, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        watcher.close();
        google.close();
        emulator.close();
    }

    @Test
    void aMigrationThatExitsWith0Succeeded() throws Exception {
        ExecutionEnded end = end(started(effect("exit 0")));

        assertThat(end.failure()).isEmpty();
        assertThat(end.evidence().image()).isEqualTo("registry/app:1");
        assertThat(end.evidence().completedAt()).isPresent();
    }

    @Test
    void aMigrationThatFailsSaysHowAndShowsItsLastLinesWithoutSecrets() throws Exception {
        ExecutionEnded end =
                end(started(effect("echo first; echo postgresql://app:hunter2@db:5432/x; echo last >&2; exit 3")));

        assertThat(end.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.reason()).isEqualTo(Failure.EXIT_CODE);
            assertThat(failure.exitCode()).contains(3);
            assertThat(failure.logExcerpt())
                    .contains("first", "last", "postgresql://app:***@db:5432/x")
                    .noneMatch(line -> line.contains("hunter2"));
        });
    }

    @Test
    void aMigrationThatRunsTooLongTimedOut() throws Exception {
        ExecutionEnded end = end(started(effect("sleep 60", 1)));

        assertThat(end.failure()).map(Failure::reason).contains(Failure.TIMEOUT);
    }

    @Test
    void aCancelledMigrationIsSeenToEnd() throws Exception {
        ExecutionRef execution = started(effect("sleep 60"));

        jobs.cancel(new LaneEffect.CancelExecution(TENURE, execution));

        assertThat(end(execution).failure()).map(Failure::reason).contains(Failure.CANCELLED);
    }

    @Test
    void startingAgainFindsTheSameExecution() throws Exception {
        ExecutionRef first = started(effect("exit 0"));

        ExecutionRef second = started(effect("exit 0"));

        assertThat(second).isEqualTo(first);
        assertThat(executions()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsLookedUpAndStartsNothingTwice() throws Exception {
        lostAfter.add("google.cloud.run.v2.Jobs/CreateJob");

        started(effect("exit 0"));
        started(effect("exit 0"));

        assertThat(executions()).isEqualTo(1);
    }

    @Test
    void aCallThatNeverArrivedIsUnclear() throws Exception {
        refusedBefore.add("google.cloud.run.v2.Jobs/CreateJob");

        assertThat(jobs.start(effect("exit 0"), Instant.now())).isInstanceOf(LaneObservation.StartUnclear.class);
        started(effect("exit 0"));
    }

    @Test
    void aLookFindsWhatAStartMadeAndMakesNothingItself() throws Exception {
        var look = new LaneEffect.LookForExecution(effect("exit 0"));
        assertThat(jobs.look(look)).isEqualTo(new LaneObservation.ExecutionAbsent(TENURE));

        LaneObservation started = jobs.start(effect("exit 0"), Instant.now());

        assertThat(jobs.look(look)).isEqualTo(started);
    }

    @Test
    void aDeletedJobIsGoneAndToDeleteItAgainIsNoFault() throws Exception {
        jobs.start(effect("exit 0"), Instant.now());
        var delete = new LaneEffect.DeleteJob(DEPLOYMENT, 1, "p", "europe-west1");

        assertThat(jobs.delete(delete)).isTrue();

        await().untilAsserted(() -> assertThat(jobs.look(new LaneEffect.LookForExecution(effect("exit 0"))))
                .isInstanceOf(LaneObservation.ExecutionAbsent.class));
        assertThat(jobs.delete(delete)).isTrue();
    }

    @Test
    void anotherSpecificationUnderTheNameIsUnknown() throws Exception {
        started(effect("exit 0"));

        assertThat(jobs.start(effect("exit 1"), Instant.now())).isInstanceOf(LaneObservation.ExecutionUnknown.class);
    }

    @Test
    void aTimeoutThatCloudRunDoesNotAllowIsRefused() throws Exception {
        assertThat(jobs.start(effect("exit 0", 999_999), Instant.now()))
                .isInstanceOf(LaneObservation.StartRefused.class);
    }

    @Test
    void anExecutionThatWasDeletedBeforeItWasSeenIsNotStartedAgainAndIsUnknown() throws Exception {
        ExecutionRef execution = started(effect("sleep 60"));
        google.executions().deleteExecutionAsync(execution.execution()).get();

        assertThat(started(effect("sleep 60"))).isEqualTo(execution);
        assertThat(jobs.look(new LaneEffect.LookForExecution(effect("sleep 60"))))
                .isInstanceOf(ExecutionStarted.class);
        assertThat(watched(execution)).isInstanceOf(LaneObservation.ExecutionUnknown.class);
        assertThat(executions()).isZero();
    }

    @Test
    void anExecutionThatIsGoneIsUnknown() throws Exception {
        ExecutionRef execution = started(effect("exit 0"));
        end(execution);
        google.jobs().deleteJobAsync(execution.job()).get();

        assertThat(watched(execution)).isInstanceOf(LaneObservation.ExecutionUnknown.class);
    }

    private ExecutionRef started(StartExecution effect) throws InterruptedException {
        LaneObservation answer = jobs.start(effect, Instant.now());
        assertThat(answer).isInstanceOf(ExecutionStarted.class);
        return ((ExecutionStarted) answer).execution();
    }

    private ExecutionEnded end(ExecutionRef execution) throws InterruptedException {
        LaneObservation answer = watched(execution);
        assertThat(answer).isInstanceOf(ExecutionEnded.class);
        return (ExecutionEnded) answer;
    }

    /** The one thing that is reported of the execution. */
    private LaneObservation watched(ExecutionRef execution) throws InterruptedException {
        List<LaneObservation> reports = new ArrayList<>();
        watcher.watch(new WatchExecution(TENURE, execution), reports::add);
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    private long executions() {
        int count = 0;
        for (var _ : google.executions()
                .listExecutions("projects/p/locations/europe-west1/jobs/-")
                .iterateAll()) {
            count++;
        }
        return count;
    }

    private static StartExecution effect(String script) {
        return effect(script, 60);
    }

    private static StartExecution effect(String script, int timeoutSeconds) {
        Migration migration = new Migration(
                "europe-west1",
                "registry/app:1",
                List.of("/bin/sh"),
                List.of("-c", script),
                List.of(new Migration.Variable("PLAIN", Optional.of("value"), Optional.empty())),
                Optional.of("1"),
                Optional.of("512Mi"),
                Duration.ofSeconds(timeoutSeconds),
                Limits.NONE,
                0,
                CancelPolicy.NEVER,
                false);
        return new StartExecution(TENURE, "o/u/e/p/app", "1.0.0", "p", migration, List.of(), Starts.WORK);
    }

    /** Fails the methods that the test names, once each. */
    private final class OneFault implements FaultPlan {
        @Override
        public void beforeEffect(String method) {
            if (refusedBefore.remove(method)) {
                throw Status.UNAVAILABLE.asRuntimeException();
            }
        }

        @Override
        public void beforeAnswer(String method) {
            if (lostAfter.remove(method)) {
                throw Status.UNAVAILABLE.asRuntimeException();
            }
        }
    }
}
