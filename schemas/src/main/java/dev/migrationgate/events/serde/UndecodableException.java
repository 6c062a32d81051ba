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
}
