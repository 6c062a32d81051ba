package dev.migrationgate.service;

import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A service that does nothing, run as a process by {@link ServiceProcessTest}. The variable {@code TROUBLE} says what goes wrong:
 * {@code configuration}, {@code start} or nothing.
 */
final class StoppableProgram implements AutoCloseable {
    static final String STARTED = "program started";
    static final String CLOSING = "program closing";
    static final String CLOSED = "program closed";

    private StoppableProgram() {
        System.out.println(STARTED);
    }

    /** Runs it until the process is told to stop. */
    public static void main(String[] args) {
        ServiceProcess.run("stoppable", System.getenv(), StoppableProgram::configure, StoppableProgram::start);
    }

    private static String configure(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        String trouble = variables.text("TROUBLE", "");
        if (trouble.equals("configuration")) {
            variables.problem("TROUBLE is wrong");
        }
        variables.check();
        return trouble;
    }

    private static StoppableProgram start(String trouble) {
        if (trouble.equals("start")) {
            Logger.getLogger("a.library").log(Level.WARNING, "said by java.util.logging", new IOException("a cause"));
            throw new IllegalStateException("cannot start");
        }
        return new StoppableProgram();
    }

    /** Takes until a byte is given to it: a process that does not wait for its service ends before. */
    @Override
    public void close() throws IOException {
        System.out.println(CLOSING);
        if (System.in.read() >= 0) {
            System.out.println(CLOSED);
        }
    }
}
