package dev.migrationgate.emulator.process;

import dev.migrationgate.emulator.backend.Signal;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals a program and all that it started. */
final class ProcessGroup {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessGroup.class);

    private ProcessGroup() {}

    /** Java can signal a process but not a group, so {@code kill(1)} does it. */
    static void signal(Signal signal, long pid) {
        try {
            new ProcessBuilder("/bin/kill", "-" + signal.name(), "--", "-" + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("pid", pid).setCause(e).log("cannot signal a process");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
