package dev.migrationgate.ledger.cdevents;

/** The kinds of CDEvents that are told. Types and versions of the first and the last are those of specification 0.5.1. */
enum Kind {
    /** A change is in the branch. */
    CHANGE_MERGED("dev.cdevents.change.merged.0.3.0"),
    /** An execution of a migration exists. Ours: the vocabulary has no migration. */
    MIGRATION_STARTED("dev.cdeventsx.migrationgate-migration.started.0.1.0"),
    /** A migration came to its end. Ours. */
    MIGRATION_FINISHED("dev.cdeventsx.migrationgate-migration.finished.0.1.0"),
    /** A service serves. */
    SERVICE_DEPLOYED("dev.cdevents.service.deployed.0.3.0");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** The event's type, with its version. */
    String type() {
        return type;
    }
}
