package dev.migrationgate.ledger.cdevents;

/** Trouble outside, for now: what was to be told is told later. */
final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SinkException(String message) {
        super(message);
    }

    SinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
