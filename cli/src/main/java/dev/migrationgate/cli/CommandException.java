package dev.migrationgate.cli;

/** A command ends without having done its work, for a reason that a person can act on: shown without a stack trace. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Exit code for misuse and for servers out of reach. */
    public static final int UNUSABLE = 2;

    private final int exitCode;

    /**
     * Ends with an exit code.
     *
     * @param exitCode the process's exit code, not 0
     * @param message what was attempted, on what, what came back and, where it is known, what cures it
     */
    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
