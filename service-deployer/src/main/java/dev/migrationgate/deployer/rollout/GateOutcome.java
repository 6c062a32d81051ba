package dev.migrationgate.deployer.rollout;

/** How a deployment passed the gate. */
public enum GateOutcome {
    /** Its migration ran and succeeded; there is evidence. */
    APPLIED,
    /** It declares no migration. */
    NOT_REQUIRED,
    /** A person chose to leave the migration out. */
    SKIPPED
}
