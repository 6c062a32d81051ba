package dev.migrationgate.tests.mainjob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What anybody on this machine could read in the list of processes, looked at again and again until closed. */
public final class ProcessArguments implements AutoCloseable {
    private static final int MILLIS_BETWEEN_LOOKS = 20;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

    /** Begins to look. */
    public ProcessArguments() {
        var _ = looks.scheduleWithFixedDelay(this::look, 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }

    /** The command lines of all processes so far. */
    public Set<String> seen() {
        return Set.copyOf(seen);
    }

    private void look() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                read(process.resolve("cmdline"));
            }
        } catch (IOException e) {
            seen.add(e.toString());
        }
    }

    private void read(Path arguments) {
        try {
            seen.add(Files.readString(arguments).replace('\0', ' '));
        } catch (IOException e) {
            // It ended meanwhile.
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
