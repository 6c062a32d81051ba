package dev.migrationgate.cli.start;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something when a time is over, unless it was closed before. It keeps no process from ending. */
final class TimeLimit implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("time-limit").factory());

    TimeLimit(Duration limit, Runnable over) {
        var _ = clock.schedule(over, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
