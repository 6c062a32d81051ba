package dev.migrationgate.emulator.process;

import java.util.List;
import java.util.Map;

/**
 * What a container says in place of its image. As in Kubernetes, a command given without arguments runs without the image's.
 *
 * @param command replaces the entrypoint unless empty
 * @param args replace the image's arguments unless empty
 * @param workingDirectory replaces the image's unless empty
 * @param environment added to the image's, and stronger
 */
public record Overrides(
        List<String> command, List<String> args, String workingDirectory, Map<String, String> environment) {
    /** Copies the collections. */
    public Overrides {
        command = List.copyOf(command);
        args = List.copyOf(args);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "Overrides[" + command + " " + args + "]";
    }
}
