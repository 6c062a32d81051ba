package dev.migrationgate.quickstart.stack;

/**
 * Where each part listens on the loopback address; 0: any free port.
 *
 * @param ingest HTTP of ingest
 * @param kafka the broker
 * @param registry the schema registry
 * @param postgres PostgreSQL
 * @param cloud gRPC of the cloud emulator
 * @param ledger HTTP of the ledger, and the page
 */
public record Ports(int ingest, int kafka, int registry, int postgres, int cloud, int ledger) {

    /** All free. */
    public static final Ports FREE = new Ports(0, 0, 0, 0, 0, 0);
}
