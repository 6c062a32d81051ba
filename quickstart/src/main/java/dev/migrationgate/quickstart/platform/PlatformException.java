package dev.migrationgate.quickstart.platform;

import java.io.Serial;

/** The platform could not be started or kept up; the message says which part, what was tried and what came back. */
public final class PlatformException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message what was attempted and what came back
     */
    public PlatformException(String message) {
        super(message);
    }

    /**
     * Says what failed and why.
     *
     * @param message what was attempted and what came back
     * @param cause the error underneath
     */
    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
