package dev.migrationgate.runner.database;

import java.sql.SQLException;

/** Says why a Google connector made no connection. */
final class Unreachable {
    /** The driver's for what it did not expect. */
    private static final String UNEXPECTED = "99999";
    /** PostgreSQL's for a connection that could not be made. */
    private static final String NO_CONNECTION = "08001";
    /** Google's answers are whole documents. */
    private static final int MAX_REASON = 500;

    private Unreachable() {}

    /** The error with the innermost reason; as it is, if it came from the server itself, which then was reached. */
    static SQLException explained(String instance, SQLException error) {
        if (error.getCause() == null) {
            return error;
        }
        Throwable reason = error.getCause();
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String text =
                String.valueOf(reason.getMessage()).replaceAll("\\s+", " ").strip();
        String message = instance + ": " + text.substring(0, Math.min(MAX_REASON, text.length()));
        String state = UNEXPECTED.equals(error.getSQLState()) ? NO_CONNECTION : error.getSQLState();
        return new SQLException(message, state, error);
    }
}
