package dev.migrationgate.emulator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process of this machine, told apart from a later one with the same id by the time it was started at.
 *
 * @param pid the process id
 * @param startTicks field 22 of {@code /proc/<pid>/stat}: clock ticks since the machine was booted (see {@code proc(5)})
 */
record ProcessIdentity(long pid, long startTicks) {
    /** Reads a line of {@code /proc/<pid>/stat}; empty if it is not one. */
    static Optional<ProcessIdentity> parse(String stat) {
        try {
            // The name in field 2 may hold spaces and brackets, so count from the last bracket: that is field 3.
            List<String> rest = fieldsFromThird(stat);
            long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
            return Optional.of(new ProcessIdentity(pid, Long.parseLong(rest.get(22 - 3))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether it still runs; one that ended and was not yet reaped does not. */
    boolean alive() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String state = fieldsFromThird(stat).getFirst();
            return !"Z".equals(state) && !"X".equals(state) && parse(stat).equals(Optional.of(this));
        } catch (IOException | IndexOutOfBoundsException e) {
            return false; // no such process, or it went while being read
        }
    }

    private static List<String> fieldsFromThird(String stat) {
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1));
    }
}
