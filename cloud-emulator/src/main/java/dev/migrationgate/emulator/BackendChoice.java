package dev.migrationgate.emulator;

import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.docker.DockerBackend;
import dev.migrationgate.emulator.process.ProcessBackend;
import dev.migrationgate.service.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What containers are. */
public sealed interface BackendChoice {
    /**
     * Opens it.
     *
     * @param state folder of everything that the emulator knows
     */
    Backend open(Path state) throws IOException;

    /**
     * Processes of this machine, without isolation.
     *
     * @param imagesRoot where image references are looked up, as folders
     */
    record Processes(Path imagesRoot) implements BackendChoice {
        @Override
        public Backend open(Path state) {
            return new ProcessBackend(imagesRoot);
        }
    }

    /**
     * Containers of a Docker engine.
     *
     * @param network that they join; absent: the engine's own
     */
    record Docker(Optional<String> network) implements BackendChoice {
        @Override
        public Backend open(Path state) throws IOException {
            return DockerBackend.open(state, network);
        }
    }

    /** Reads its variables; problems are left with them. */
    static BackendChoice from(Variables variables) {
        String name = variables.text("EMULATOR_BACKEND", "process");
        Path images = variables.path("EMULATOR_IMAGES_DIR", Path.of(".gate", "images"));
        Optional<String> network = variables.optional("EMULATOR_DOCKER_NETWORK");
        return switch (name) {
            case "process" -> new Processes(images);
            case "docker" -> new Docker(network);
            default -> {
                variables.problem("EMULATOR_BACKEND: must be process or docker, was '" + name + "'");
                yield new Processes(images);
            }
        };
    }
}
