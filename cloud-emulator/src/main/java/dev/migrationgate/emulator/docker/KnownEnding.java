package dev.migrationgate.emulator.docker;

import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.store.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a container ended, in its folder: known from then on, whatever becomes of the container. */
final class KnownEnding {
    private static final String FILE = "exit";
    private static final String OUT_OF_MEMORY = "out of memory";
    private static final String VANISHED = "vanished";

    private KnownEnding() {}

    static Optional<Ending> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? Optional.of(ending(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static void write(Path folder, Ending ending) {
        AtomicFile.write(folder.resolve(FILE), text(ending).getBytes(StandardCharsets.UTF_8));
    }

    /** The engine would not create or start it, so nothing ran; it is told as a shell tells it, and in the container's output why. */
    static void refused(Path folder, RuntimeException why) {
        String reason = "The container could not be started: " + why.getMessage() + "\n";
        AtomicFile.write(folder.resolve("stderr"), reason.getBytes(StandardCharsets.UTF_8));
        write(folder, new Ending.Exited(127));
    }

    private static String text(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> Integer.toString(exited.code());
            case Ending.Killed killed -> Integer.toString(128 + killed.signal());
            case Ending.OutOfMemory _ -> OUT_OF_MEMORY;
            case Ending.Vanished _ -> VANISHED;
        };
    }

    private static Ending ending(String text) {
        return switch (text) {
            case OUT_OF_MEMORY -> new Ending.OutOfMemory();
            case VANISHED -> new Ending.Vanished();
            default -> ofStatus(Integer.parseInt(text));
        };
    }

    /** A signal is 128 and its number, as shells have it. */
    static Ending ofStatus(int status) {
        return status > 128 && status <= 128 + 64 ? new Ending.Killed(status - 128) : new Ending.Exited(status);
    }
}
