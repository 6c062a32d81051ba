package dev.migrationgate.ingest.intake;

import org.jspecify.annotations.Nullable;

/** Something outside is out of reach; the same request may be made again. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was attempted, and what came back. */
    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
