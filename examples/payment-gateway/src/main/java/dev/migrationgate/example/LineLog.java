package dev.migrationgate.example;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Flyway's log as plain lines on standard output, where Cloud Run collects it. Flyway makes it by its class name. */
public final class LineLog implements Log, LogCreator {
    /** For Flyway. */
    public LineLog() {}

    @Override
    public Log createLogger(Class<?> source) {
        return this;
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
        // Flyway throws the same text, and Migrate prints it once.
    }

    @Override
    public void error(String message, Exception cause) {
        error(message);
    }

    private static void line(String level, String message) {
        message.lines().filter(text -> !text.isBlank()).forEach(text -> System.out.println(level + " " + text));
    }
}
