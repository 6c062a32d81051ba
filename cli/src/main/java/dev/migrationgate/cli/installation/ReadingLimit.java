package dev.migrationgate.cli.installation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream when its time is over: a server that stops in the middle of its answer would be waited for without end. */
final class ReadingLimit implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reading-limit").factory());

    ReadingLimit(InputStream stream, Duration limit) {
        var _ = clock.schedule(() -> end(stream), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static void end(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Whoever reads has the same failure.
        }
    }
}
