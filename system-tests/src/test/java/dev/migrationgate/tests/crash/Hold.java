package dev.migrationgate.tests.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a container from going on until a test lets it.
 *
 * @param flag the file that lets it
 */
record Hold(Path flag) {
    /** For a shell, in front of what is to wait. */
    String script() {
        return "until [ -e " + flag + " ]; do sleep 0.1; done; ";
    }

    void release() throws IOException {
        Files.createFile(flag);
    }
}
