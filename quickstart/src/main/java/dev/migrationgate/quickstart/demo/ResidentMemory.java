package dev.migrationgate.quickstart.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Samples how much memory this process and all below it hold, every second until closed, and keeps the most. Shared pages are
 * split among their owners ({@code Pss} of {@code /proc/<pid>/smaps_rollup}, see proc(5)): PostgreSQL's processes share their
 * buffers, and {@code VmRSS} would count them once for each.
 */
final class ResidentMemory implements AutoCloseable {
    private static final long KIBI = 1024;

    private final AtomicLong peakBytes = new AtomicLong();
    private final ScheduledExecutorService sampler;

    private ResidentMemory(ScheduledExecutorService sampler) {
        this.sampler = sampler;
    }

    /** Starts to sample. */
    static ResidentMemory watch() {
        ResidentMemory memory = new ResidentMemory(Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("memory").factory()));
        var _ = memory.sampler.scheduleWithFixedDelay(memory::sample, 0, 1, TimeUnit.SECONDS);
        return memory;
    }

    /** The most that was seen, now included. */
    long peakBytes() {
        sample();
        return peakBytes.get();
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private void sample() {
        ProcessHandle self = ProcessHandle.current();
        long bytes = Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(process -> bytesOf(process.pid()))
                .sum();
        peakBytes.accumulateAndGet(bytes, Math::max);
    }

    private static long bytesOf(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return bytes(Files.readAllLines(process.resolve("smaps_rollup")), "Pss:");
        } catch (IOException e) {
            return residentBytesOf(process);
        }
    }

    /** Where the split is not readable, as for another user's process. */
    private static long residentBytesOf(Path process) {
        try {
            return bytes(Files.readAllLines(process.resolve("status")), "VmRSS:");
        } catch (IOException e) {
            return 0; // It ended meanwhile.
        }
    }

    /** The figure in a line such as {@code Pss:   1234 kB}. */
    static long bytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(figure -> Long.parseLong(figure) * KIBI)
                .findFirst()
                .orElse(0);
    }
}
