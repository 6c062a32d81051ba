package dev.migrationgate.emulator.run.job;

/** How far an execution must have come for an operation to be done. */
enum Goal {
    /** Its first container was started, or it has ended without. */
    STARTED,
    /** It has ended, well or badly. */
    ENDED,
    /** It has ended; a bad end makes the operation fail. */
    SUCCEEDED
}
