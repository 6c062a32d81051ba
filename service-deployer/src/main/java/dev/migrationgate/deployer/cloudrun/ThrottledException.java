package dev.migrationgate.deployer.cloudrun;

/** A write was not made, or not taken, because a quota is used up. It had no effect and may be tried again later. */
final class ThrottledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ThrottledException(String message) {
        super(message);
    }
}
