package dev.migrationgate.runner.lane;

/** What a person's cancel does to a migration that was started. */
public enum CancelPolicy {
    /** It is refused. */
    NEVER,
    /** The migration runs to its end undisturbed; then the deployment ends as cancelled, whatever the end was. */
    GRACEFUL,
    /** The platform is asked to cancel the execution; the deployment ends as cancelled once the end is seen. */
    FORCE
}
