package dev.migrationgate.ledger.store;

import java.util.Locale;

/** A table of the database. */
enum Table {
    /** Events by their place. */
    EVENTS,
    /** Facts by their deployment. */
    DEPLOYMENTS,
    /** What deployments are found by. */
    KEYS,
    /** The next offset of each partition. */
    POSITIONS,
    /** Signed checkpoints by the first place of their block. */
    CHECKPOINTS;

    /** Its name on the disk. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
