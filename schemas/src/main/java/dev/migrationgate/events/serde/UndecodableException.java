package dev.migrationgate.events.serde;

import org.jspecify.annotations.Nullable;

/** Bytes that are no event of the expected type and never will be: they belong into the dead-letter topic. */
public final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * With the reason.
     *
     * @param message what is wrong with the bytes
     * @param cause what the decoder said, where it said something
     */
    public UndecodableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What is wrong in one line for people: the message, with that of the cause, which names the detail. */
    public String reason() {
        Throwable cause = getCause();
        return cause == null ? text(this) : text(this) + ": " + text(cause);
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
