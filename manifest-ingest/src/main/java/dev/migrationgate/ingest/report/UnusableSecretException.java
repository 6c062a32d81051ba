package dev.migrationgate.ingest.report;

/** A secret was read and cannot be used. The message has nothing of it. */
final class UnusableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableSecretException(String message) {
        super(message);
    }
}
