package dev.migrationgate.emulator.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start, in full.
 *
 * @param command program and arguments, the program as an absolute path
 * @param directory where it starts
 * @param environment all of its variables; may hold secret values, which is why {@link #toString()} leaves them out
 */
public record Launch(List<String> command, Path directory, Map<String, String> environment) {
    /** Copies the collections. */
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "Launch[" + command.getFirst() + " in " + directory + "]";
    }
}
