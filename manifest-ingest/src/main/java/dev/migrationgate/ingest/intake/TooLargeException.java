package dev.migrationgate.ingest.intake;

/** A request makes an event that no topic takes; the same request would be refused again. */
public final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which event it is, its size and the limit, in bytes. */
    public TooLargeException(String message) {
        super(message);
    }
}
