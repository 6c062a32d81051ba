package dev.migrationgate.quickstart.demo;

/** A step did not come out as said; the message says what was expected and what was seen. */
public final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailedException(String expected, String seen) {
        super("expected: " + expected + System.lineSeparator() + "seen:     " + seen);
    }
}
