package dev.migrationgate.example;

import java.io.PrintStream;
import org.flywaydb.core.api.logging.Log;

/** Flyway's log as plain lines, which Cloud Run collects from a container's output. */
final class LineLog implements Log {
    private final PrintStream out;

    LineLog(PrintStream out) {
        this.out = out;
    }

    @Override
    public void debug(String message) {
        // Flyway's own details: nobody reads them in a deployment's log.
    }

    @Override
    public void info(String message) {
        line("INFO", message);
    }

    @Override
    public void notice(String message) {
        line("NOTICE", message);
    }

    @Override
    public void warn(String message) {
        line("WARN", message);
    }

    @Override
    public void error(String message) {
        line("ERROR", message);
    }

    @Override
    public void error(String message, Exception cause) {
        line("ERROR", message + ": " + cause.getMessage());
    }

    private void line(String level, String message) {
        message.lines().filter(text -> !text.isBlank()).forEach(text -> out.println(level + " " + text));
    }
}
