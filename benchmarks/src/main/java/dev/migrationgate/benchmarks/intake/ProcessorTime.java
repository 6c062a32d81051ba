package dev.migrationgate.benchmarks.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How much of the processors each process has used since it began; the load's own under "load".
 *
 * @param byProcess names to times
 */
record ProcessorTime(Map<String, Duration> byProcess) {
    ProcessorTime {
        byProcess = Map.copyOf(byProcess);
    }

    /**
     * What it is now.
     *
     * @param state the cluster's state folder, in which it remembers its processes
     */
    static ProcessorTime now(Path state) throws IOException {
        Map<String, Duration> times = new TreeMap<>();
        used(ProcessHandle.current()).ifPresent(used -> times.put("load", used));
        List<Path> records;
        try (Stream<Path> files = Files.list(state.resolve("processes"))) {
            records = files.toList();
        }
        for (Path record : records) {
            long pid = Long.parseLong(Files.readString(record).split(" ", 2)[0]);
            ProcessHandle.of(pid)
                    .flatMap(ProcessorTime::used)
                    .ifPresent(used -> times.put(record.getFileName().toString(), used));
        }
        return new ProcessorTime(times);
    }

    private static Optional<Duration> used(ProcessHandle process) {
        return process.info().totalCpuDuration();
    }

    /** What was used since an earlier time. */
    ProcessorTime since(ProcessorTime earlier) {
        Map<String, Duration> times = new TreeMap<>();
        byProcess.forEach(
                (name, used) -> times.put(name, used.minus(earlier.byProcess.getOrDefault(name, Duration.ZERO))));
        return new ProcessorTime(times);
    }
}
