package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneObservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionalLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String EUROPE = "projects/p/locations/europe-west1/jobs/-";

    private final List<String> started = new ArrayList<>();
    private int running;
    private int instances = 1;
    private final RegionalLimit limit =
            new RegionalLimit(new Recording(), 2, () -> instances, region -> region.equals(EUROPE) ? running : 0);

    @Test
    void belowTheLimitAStartGoesOn() throws InterruptedException {
        running = 1;

        limit.start(Starts.in("europe-west1"), NOW);

        assertThat(started).containsExactly("europe-west1");
    }

    @Test
    void atTheLimitAStartWaitsAndNothingIsStarted() throws InterruptedException {
        running = 2;

        LaneObservation answer = limit.start(Starts.in("europe-west1"), NOW);

        assertThat(answer).isInstanceOf(LaneObservation.StartThrottled.class);
        assertThat(started).isEmpty();
    }

    @Test
    void severalInstancesHaveAShareEach() throws InterruptedException {
        running = 1;
        instances = 2;

        LaneObservation answer = limit.start(Starts.in("europe-west1"), NOW);

        assertThat(answer).isInstanceOf(LaneObservation.StartThrottled.class);
        assertThat(started).isEmpty();
    }

    @Test
    void anotherRegionHasItsOwnLimit() throws InterruptedException {
        running = 2;

        limit.start(Starts.in("us-east1"), NOW);

        assertThat(started).containsExactly("us-east1");
    }

    @Test
    void aStartThatHasEndedTakesNoPlace() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            limit.start(Starts.in("europe-west1"), NOW);
        }

        assertThat(started).hasSize(5);
    }

    @Test
    void aStartUnderWayTakesAPlace() throws InterruptedException {
        running = 1;
        List<LaneObservation> inner = new ArrayList<>();
        var nested = new RegionalLimit[1];
        nested[0] = new RegionalLimit(
                new Recording() {
                    @Override
                    public LaneObservation start(LaneEffect.StartExecution effect, Instant decidedAt)
                            throws InterruptedException {
                        if (inner.isEmpty()) {
                            inner.add(nested[0].start(effect, decidedAt));
                        }
                        return super.start(effect, decidedAt);
                    }
                },
                2,
                () -> 1,
                _ -> running);

        nested[0].start(Starts.in("europe-west1"), NOW);

        assertThat(inner).hasOnlyElementsOfType(LaneObservation.StartThrottled.class);
        assertThat(started).hasSize(1);
    }

    private class Recording implements JobLauncher {
        @Override
        public LaneObservation start(LaneEffect.StartExecution effect, Instant decidedAt) throws InterruptedException {
            started.add(effect.migration().region());
            return new LaneObservation.StartUnclear(effect.tenure(), false, "recorded");
        }

        @Override
        public LaneObservation look(LaneEffect.LookForExecution effect) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete(LaneEffect.DeleteJob effect) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel(LaneEffect.CancelExecution effect) {
            throw new UnsupportedOperationException();
        }
    }
}
