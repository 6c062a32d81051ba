package dev.migrationgate.tests.crash;

import dev.migrationgate.quickstart.platform.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A service that is going to be killed at its fail points.
 *
 * @param program its process
 * @param folder of its fail points
 */
record Victim(JavaProgram program, Path folder) {

    /** The places that it has passed so far, in the order in which it first did. */
    List<String> reached() throws IOException {
        return Files.readAllLines(folder.resolve("reached")).stream().distinct().toList();
    }

    void arm(String point) throws IOException {
        Files.deleteIfExists(folder.resolve("killed"));
        // The service reads the file at any time: it must never see half a name.
        Path name = Files.writeString(folder.resolve("next"), point);
        Files.move(name, folder.resolve("armed"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    void disarm() throws IOException {
        Files.deleteIfExists(folder.resolve("armed"));
    }

    /** Whether it was met at the armed place. */
    boolean killed() {
        return Files.exists(folder.resolve("killed"));
    }
}
