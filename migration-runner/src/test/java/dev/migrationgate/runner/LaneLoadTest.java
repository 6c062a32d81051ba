package dev.migrationgate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.LaneState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When the lanes are looked at for figures: each look is a pass over all of them. */
class LaneLoadTest {
    private final SettableClock clock = new SettableClock();
    private int passes;
    private Duration pass = Duration.ZERO;
    private boolean moving;
    private final LaneLoad load = new LaneLoad(this::lanes, clock);

    @Test
    void aProcessThatHasJustStartedTakesUpItsLanesFirst() {
        clock.now = clock.now.plusSeconds(29);
        assertThat(load.held("running")).isNaN();
        assertThat(load.longestWait()).isNaN();
        assertThat(passes).isZero();

        clock.now = clock.now.plusSeconds(1);
        assertThat(load.held("running")).isZero();
        assertThat(load.longestWait()).isZero();
        assertThat(passes).isEqualTo(1);
    }

    @Test
    void aLookThatTakesLongIsRepeatedTheMoreSeldom() {
        pass = Duration.ofSeconds(2);
        clock.now = clock.now.plusSeconds(30);
        assertThat(load.delayed()).isZero();

        clock.now = clock.now.plusSeconds(39);
        assertThat(load.delayed()).isZero();
        assertThat(passes).isEqualTo(1);
        clock.now = clock.now.plusSeconds(1);
        assertThat(load.delayed()).isZero();
        assertThat(passes).isEqualTo(2);
    }

    @Test
    void lanesThatAreBeingMovedLeaveTheLastFigures() {
        clock.now = clock.now.plusSeconds(30);
        assertThat(load.waiting("running")).isZero();
        moving = true;
        clock.now = clock.now.plusSeconds(5);

        assertThat(load.waiting("running")).isZero();
        assertThat(passes).isEqualTo(2);
    }

    private void lanes(Consumer<LaneState> reader) {
        passes++;
        clock.now = clock.now.plus(pass);
        if (moving) {
            throw new IllegalStateException("being moved");
        }
        reader.accept(LaneState.empty("Database/x"));
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-01T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
