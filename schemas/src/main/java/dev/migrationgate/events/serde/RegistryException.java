package dev.migrationgate.events.serde;

/** The schema registry did not answer, or refused. Trouble outside: worth another try. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * With the answer that came back.
     *
     * @param message what was attempted, on what
     * @param cause what came back
     */
    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
