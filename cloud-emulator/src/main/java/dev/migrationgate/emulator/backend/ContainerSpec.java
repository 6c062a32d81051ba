package dev.migrationgate.emulator.backend;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a container is. As in Kubernetes, a command given without arguments runs without the image's.
 *
 * @param image with a tag, or with a digest
 * @param command replaces the entrypoint unless empty
 * @param args replace the image's arguments unless empty
 * @param workingDirectory replaces the image's unless empty
 * @param environment added to the image's, and stronger; may hold secret values, which is why {@link #toString()} leaves it out
 * @param limits what it may use
 * @param port where a service is to listen, if the back end can grant that; absent: it does not serve. It is told in {@code PORT}
 */
public record ContainerSpec(
        String image,
        List<String> command,
        List<String> args,
        String workingDirectory,
        Map<String, String> environment,
        Limits limits,
        OptionalInt port) {
    /** Copies the collections. */
    public ContainerSpec {
        command = List.copyOf(command);
        args = List.copyOf(args);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "ContainerSpec[" + image + " " + command + " " + args + "]";
    }
}
