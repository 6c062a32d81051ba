package dev.migrationgate.access;

/** What a route needs. */
public enum Permission {
    /** To see what was accepted. */
    READ,
    /** To have manifests checked, without effect. */
    VALIDATE,
    /** To deploy. */
    DEPLOY,
    /** To cancel, retry, release and rotate. */
    COMMAND
}
