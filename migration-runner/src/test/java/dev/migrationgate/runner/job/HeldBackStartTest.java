package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import dev.migrationgate.google.WriteLimit;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.trace.span.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Starts that are not begun: too late after their decision, or over the limit. */
class HeldBackStartTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final CountingApi api = new CountingApi();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CloudRunJobs jobs = new CloudRunJobs(
            api, clock, new WriteLimit(6, clock), Traces.off(), duration -> {}, Duration.ofMillis(20), 1);

    @Test
    void aStartThatWasDecidedBeforeATakeoverCouldHaveHappenedIsNotBegun() throws Exception {
        LaneObservation answer = jobs.start(Starts.in("europe-west1"), NOW.minus(EffectRunner.TAKEOVER));

        assertThat(answer).isInstanceOf(LaneObservation.StartUnclear.class);
        assertThat(api.created).isZero();
    }

    @Test
    void aFreshStartIsBegun() throws Exception {
        LaneObservation answer = jobs.start(Starts.in("europe-west1"), NOW.minusSeconds(1));

        assertThat(answer).isInstanceOf(LaneObservation.ExecutionStarted.class);
        assertThat(api.created).isOne();
    }

    @Test
    void overTheLimitAStartWaitsAndNothingIsCalled() throws Exception {
        jobs.start(Starts.in("europe-west1"), NOW);

        LaneObservation answer = jobs.start(Starts.in("europe-west1"), NOW);

        assertThat(answer).isInstanceOf(LaneObservation.StartThrottled.class);
        assertThat(api.created).isOne();
    }

    private static final class CountingApi implements JobsApi {
        private int created;

        @Override
        public CreateJobRequest pinned(CreateJobRequest request) {
            return request;
        }

        @Override
        public void create(CreateJobRequest request) {
            created++;
        }

        @Override
        public void delete(String name) {}

        @Override
        public Job job(String name) {
            return Job.getDefaultInstance();
        }

        @Override
        public Execution execution(String name) {
            return Execution.newBuilder().setName(name).build();
        }

        @Override
        public void cancel(String execution) {}
    }
}
