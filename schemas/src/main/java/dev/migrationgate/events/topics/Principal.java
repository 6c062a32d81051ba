package dev.migrationgate.events.topics;

/** Who reads or writes a topic; the broker's access rules are made from these. */
public enum Principal {
    /** {@code manifest-ingest}. */
    INGEST,
    /** {@code migration-runner}. */
    RUNNER,
    /** {@code service-deployer}. */
    DEPLOYER,
    /** {@code deployment-ledger}. */
    LEDGER,
    /** A person with the command line. */
    OPERATOR
}
