package dev.migrationgate.emulator.process;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two signals that a container is stopped with. */
public enum Signal {
    /** Asks it to end. */
    TERM,
    /** Ends it. */
    KILL;

    private static final Logger LOGGER = LoggerFactory.getLogger(Signal.class);

    /** Java can signal a process but not a group, so {@code kill(1)} does it. */
    void toGroup(long pid) {
        try {
            new ProcessBuilder("/bin/kill", "-" + name(), "--", "-" + pid)
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
