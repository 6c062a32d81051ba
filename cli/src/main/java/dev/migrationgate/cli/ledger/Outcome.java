package dev.migrationgate.cli.ledger;

import java.util.Optional;

/** How a deployment ends, and with which exit code what waited for it. */
public enum Outcome {
    /** It serves. */
    DEPLOYED(0),
    /** Its migration or its rollout failed. */
    FAILED(1),
    /** Somebody ended it. */
    CANCELLED(4),
    /** A younger one made it needless. */
    SUPERSEDED(4);

    /** Exit code where the wait is over before the deployment is. */
    public static final int TIMED_OUT = 3;

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }

    /** Of a status; empty: it has not ended. */
    static Optional<Outcome> of(String status) {
        return switch (status) {
            case "deployed" -> Optional.of(DEPLOYED);
            case "failed" -> Optional.of(FAILED);
            case "cancelled" -> Optional.of(CANCELLED);
            case "superseded" -> Optional.of(SUPERSEDED);
            default -> Optional.empty();
        };
    }
}
