package dev.migrationgate.tests.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The fail points of a service, of all its processes.
 *
 * @param folder that the processes were given
 */
record ArmedPlaces(Path folder) {

    /** The places that were passed so far, in the order in which they first were. */
    List<String> reached() throws IOException {
        return Files.readAllLines(folder.resolve("reached")).stream().distinct().toList();
    }

    /** Forgets what was passed; no process runs. */
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("reached"));
    }

    /** Whether everything that was begun has come back: whoever was before a place was after it, too. */
    boolean settled() throws IOException {
        List<String> reached = reached();
        return reached.stream()
                .filter(place -> place.startsWith("before "))
                .allMatch(place -> reached.contains(place.replaceFirst("before ", "after ")));
    }

    /** Whoever passes the place next is killed there. */
    void kill(String point) throws IOException {
        arm(point);
    }

    /** Whoever passes the place next is frozen there. */
    void freeze(String point) throws IOException {
        arm(point + "\nSTOP");
    }

    private void arm(String lines) throws IOException {
        Files.deleteIfExists(folder.resolve("met"));
        // The service reads the file at any time: it must never see half a name.
        Path name = Files.writeString(folder.resolve("next"), lines);
        Files.move(name, folder.resolve("armed"), StandardCopyOption.ATOMIC_MOVE);
    }

    void disarm() throws IOException {
        Files.deleteIfExists(folder.resolve("armed"));
    }

    /** Whether a process was met at the armed place. */
    boolean met() {
        return Files.exists(folder.resolve("met"));
    }
}
