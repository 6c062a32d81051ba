package dev.migrationgate.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteLimitTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T10:00:00Z"));
    private final WriteLimit limit = new WriteLimit(60, clock);

    @Test
    void aRestAllowsASixthOfAMinutesWorthAtOnceAndThenTheRate() {
        assertThat(taken(100)).isEqualTo(10);

        clock.advance(Duration.ofSeconds(6));
        assertThat(taken(100)).isEqualTo(5);

        clock.advance(Duration.ofHours(1));
        assertThat(taken(100)).isEqualTo(10);
    }

    @Test
    void severalInstancesHaveAShareEachHoweverTheirNumberChanges() {
        AtomicInteger instances = new AtomicInteger(2);
        WriteLimit shared = new WriteLimit(60, instances::get, clock);
        assertThat(taken(shared, 100)).isEqualTo(5);

        clock.advance(Duration.ofSeconds(6));
        assertThat(taken(shared, 100)).isEqualTo(2);

        instances.set(1);
        clock.advance(Duration.ofSeconds(6));
        assertThat(taken(shared, 100)).isEqualTo(5);
    }

    @Test
    void whenTheQuotaIsUsedUpTheRateIsHalvedForAMinute() {
        limit.exhausted();
        assertThat(taken(100)).isZero();

        clock.advance(Duration.ofSeconds(6));
        assertThat(taken(100)).isEqualTo(2);

        clock.advance(Duration.ofMinutes(2));
        taken(100);
        clock.advance(Duration.ofSeconds(6));
        assertThat(taken(100)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 50, 60})
    void noMinuteHasMoreThanTheLimitAndNoneHasNothing(int perMinute) {
        WriteLimit any = new WriteLimit(perMinute, clock);
        List<Integer> taken = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            taken.add(taken(any, 100));
            clock.advance(Duration.ofSeconds(1));
        }

        for (int from = 0; from + 60 <= taken.size(); from++) {
            int inAMinute = taken.subList(from, from + 60).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(inAMinute).isLessThanOrEqualTo(perMinute);
        }
        assertThat(taken.subList(60, 600).stream().mapToInt(Integer::intValue).sum())
                .isPositive();
    }

    private int taken(int asked) {
        return taken(limit, asked);
    }

    private static int taken(WriteLimit from, int asked) {
        return (int) IntStream.range(0, asked).filter(_ -> from.take()).count();
    }
}
