package dev.migrationgate.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteLimitTest {
    private final Ticking clock = new Ticking();
    private final WriteLimit limit = new WriteLimit(60, clock);

    @Test
    void aRestAllowsASixthOfAMinutesWorthAtOnceAndThenTheRate() {
        assertThat(taken(100)).isEqualTo(10);

        clock.now = clock.now.plusSeconds(3);
        assertThat(taken(100)).isEqualTo(3);

        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(taken(100)).isEqualTo(10);
    }

    @Test
    void severalInstancesHaveAShareEachHoweverTheirNumberChanges() {
        AtomicInteger instances = new AtomicInteger(2);
        WriteLimit shared = new WriteLimit(60, instances::get, clock);
        assertThat(taken(shared, 100)).isEqualTo(5);

        clock.now = clock.now.plusSeconds(4);
        assertThat(taken(shared, 100)).isEqualTo(2);

        instances.set(1);
        clock.now = clock.now.plusSeconds(4);
        assertThat(taken(shared, 100)).isEqualTo(4);
    }

    @Test
    void whenTheQuotaIsUsedUpTheRateIsHalvedForAMinute() {
        limit.exhausted();
        assertThat(taken(100)).isZero();

        clock.now = clock.now.plusSeconds(4);
        assertThat(taken(100)).isEqualTo(2);

        clock.now = clock.now.plusSeconds(120);
        taken(100);
        clock.now = clock.now.plusSeconds(4);
        assertThat(taken(100)).isEqualTo(4);
    }

    private int taken(int asked) {
        return taken(limit, asked);
    }

    private static int taken(WriteLimit from, int asked) {
        return (int) IntStream.range(0, asked).filter(_ -> from.take()).count();
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-01T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone");
        }
    }
}
