package dev.migrationgate.deployer.rollout;

/**
 * Why a rollout failed.
 *
 * @param reason the kind of failure
 * @param message Cloud Run's own text, or what was refused
 */
public record Failure(Reason reason, String message) {

    /** Kinds of failure. */
    public enum Reason {
        /** What the success rests on was not to be seen for as long as a rollout may take. */
        EVIDENCE_MISSING,
        /** Cloud Run refused a call; the same call would be refused again. */
        REFUSED,
        /** The revision did not become ready, or could not take traffic. */
        NOT_READY,
        /** The whole rollout took longer than it may. */
        DEADLINE
    }

    Failure and(String more) {
        return new Failure(reason, message + "; " + more);
    }
}
