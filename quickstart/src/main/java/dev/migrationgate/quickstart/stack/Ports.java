package dev.migrationgate.quickstart.stack;

/**
 * Where each part listens on the loopback address; 0: any free port.
 *
 * @param ingest HTTP of ingest
 * @param kafka the broker
 * @param registry the schema registry
 * @param postgres PostgreSQL
 * @param cloud gRPC of the cloud emulator
 */
public record Ports(int ingest, int kafka, int registry, int postgres, int cloud) {

    /** All free. */
    public static final Ports FREE = new Ports(0, 0, 0, 0, 0);
}
