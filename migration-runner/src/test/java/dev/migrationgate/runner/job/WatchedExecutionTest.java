package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedExecutionTest {
    private static final Instant START = Instant.EPOCH;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final WatchedExecution execution = new WatchedExecution(START);

    @Test
    void refusalsForAsLongAsTheLimitMakeItUnreadable() throws InterruptedException {
        execution.refused(START, LIMIT, "no");
        execution.refused(START.plus(LIMIT), LIMIT, "still no");

        assertThat(execution.unreadable())
                .hasValueSatisfying(said -> assertThat(said).contains("PT5M", "still no"));
    }

    @Test
    void aReadingInBetweenStartsTheTimeAnew() throws InterruptedException {
        execution.refused(START, LIMIT, "no");
        execution.read();
        execution.refused(START.plus(LIMIT), LIMIT, "no");
        execution.refused(START.plus(LIMIT).plus(LIMIT).minusNanos(1), LIMIT, "no");
        execution.ended(Optional.empty());

        assertThat(execution.unreadable()).isEmpty();
    }

    @Test
    void anEndIsSeenAfterItWasUnreadable() throws InterruptedException {
        execution.refused(START, Duration.ZERO, "no");
        execution.ended(Optional.empty());

        assertThat(execution.unreadable()).isPresent();
        assertThat(execution.end()).isEmpty();
    }
}
