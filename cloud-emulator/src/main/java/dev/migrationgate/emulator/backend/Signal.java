package dev.migrationgate.emulator.backend;

/** The two signals that a container is stopped with. */
public enum Signal {
    /** Asks it to end. */
    TERM,
    /** Ends it. */
    KILL
}
