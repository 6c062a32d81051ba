package dev.migrationgate.benchmarks.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a command.
 *
 * @param elapsed from its start to its end
 * @param peakBytes memory that was resident at most, as seen every ten milliseconds; 0 where the system does not say
 */
record Run(Duration elapsed, long peakBytes) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int LOOK_MILLIS = 10;

    /**
     * Runs a command to its end.
     *
     * @param output where its output goes
     * @throws IOException it cannot be started, does not end in time, or ends with another exit code than 0
     */
    static Run of(List<String> command, Path output) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long peak = 0;
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, residentPeak(process.pid()));
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new IOException(command + " has not ended after " + LIMIT);
                }
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + ", see " + output);
            }
            return new Run(elapsed, peak);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Source: proc(5), {@code /proc/pid/status}, {@code VmHWM}. */
    private static long residentPeak(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException _) {
            // It has just ended, or this is no Linux.
            return 0;
        }
    }
}
