package dev.migrationgate.emulator.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells the containers of one state from another's in the same engine. */
final class Owner {
    private Owner() {}

    /** The state's id, drawn at its first start. */
    static String of(Path state) throws IOException {
        Path file = state.resolve("docker-owner");
        if (!Files.exists(file)) {
            Files.createDirectories(state);
            Path draft = state.resolve("docker-owner.tmp");
            Files.writeString(draft, UUID.randomUUID().toString().substring(0, 8));
            Files.move(draft, file);
        }
        return Files.readString(file);
    }
}
