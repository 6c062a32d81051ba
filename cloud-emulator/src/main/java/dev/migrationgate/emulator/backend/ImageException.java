package dev.migrationgate.emulator.backend;

/** An image is missing or cannot be run; the message says which and why. */
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says which and why. */
    public ImageException(String message) {
        super(message);
    }
}
