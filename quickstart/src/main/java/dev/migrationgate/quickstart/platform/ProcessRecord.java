package dev.migrationgate.quickstart.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it is remembered on disk. The number alone would not do: after a reboot, or long enough, it belongs to
 * somebody else.
 *
 * @param pid the process number
 * @param started when that process began
 */
record ProcessRecord(long pid, Instant started) {
    /** The kernel counts from a boot time in whole seconds, which a corrected clock moves. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /**
     * Reads {@link #line()} back.
     *
     * @param line the stored line
     * @return the record, or nothing if the line is not one, as after a kill in the middle of writing it
     */
    static Optional<ProcessRecord> parse(String line) {
        String[] parts = line.strip().split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(
                            new ProcessRecord(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String line() {
        return pid + " " + started.toEpochMilli() + "\n";
    }

    /** The process itself, if it still runs and is the same one. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
