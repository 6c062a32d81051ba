package dev.migrationgate.host.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces stream threads that failed. One that is replaced again and again stands still, with all keys of its partitions: that is a
 * problem which must show. Safe for several threads.
 */
final class ThreadReplacements {
    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadReplacements.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Reading a record that kills its thread again takes a restart and a rebalance: some seconds, seldom a minute. */
    private static final Duration REMEMBERED = Duration.ofMinutes(3);

    private static final int TOO_OFTEN = 2;

    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private String last = "";

    ThreadReplacements(Clock clock) {
        this.clock = clock;
    }

    StreamThreadExceptionResponse replace(Throwable failure) {
        LOGGER.atError().setCause(failure).log("a stream thread failed and is replaced");
        remember(failure);
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    synchronized void remember(Throwable failure) {
        failures.addLast(clock.instant());
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        last = root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    /** Why keys may stand still; empty: no thread failed more than once lately. */
    synchronized Optional<String> problem() {
        Instant before = clock.instant().minus(REMEMBERED);
        failures.removeIf(failure -> failure.isBefore(before));
        return failures.size() < TOO_OFTEN
                ? Optional.empty()
                : Optional.of("stream threads failed " + failures.size() + " times within " + REMEMBERED.toMinutes()
                        + " minutes, last with " + last);
    }
}
