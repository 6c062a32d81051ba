package dev.migrationgate.tests.mainjob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What anybody on this machine could read in the list of processes, looked at again and again until closed. */
final class ProcessArguments implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread watch =
            Thread.ofPlatform().daemon().name("process-arguments").start(this::watch);

    /** The command lines of all processes so far. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (IOException e) {
            seen.add(e.toString());
        }
    }

    private void look() throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    seen.add(Files.readString(process.resolve("cmdline")).replace('\0', ' '));
                } catch (IOException e) {
                    // It ended meanwhile.
                }
            }
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
