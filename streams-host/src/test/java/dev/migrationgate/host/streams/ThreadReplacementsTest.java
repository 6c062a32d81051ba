package dev.migrationgate.host.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThreadReplacementsTest {
    private final Ticking clock = new Ticking();
    private final ThreadReplacements replacements = new ThreadReplacements(clock);

    @Test
    void oneFailureIsNoProblem() {
        replacements.remember(new IllegalStateException("once"));

        assertThat(replacements.problem()).isEmpty();
    }

    @Test
    void aThreadThatFailsAgainAndAgainIsOneUntilItStops() {
        replacements.remember(new IllegalStateException("first"));
        clock.now = clock.now.plusSeconds(40);
        replacements.remember(new IllegalStateException("outer", new IllegalArgumentException("too large")));

        assertThat(replacements.problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("failed 2 times", "IllegalArgumentException: too large"));
        clock.now = clock.now.plus(Duration.ofMinutes(3));
        assertThat(replacements.problem()).isEmpty();
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.EPOCH;

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
