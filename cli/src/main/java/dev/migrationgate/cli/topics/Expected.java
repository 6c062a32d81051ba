package dev.migrationgate.cli.topics;

import java.util.Optional;

/**
 * What the table leaves to each installation, as far as it is known when a broker is checked.
 *
 * @param partitions partitions of every topic; empty: topics with the same key must only be alike
 * @param replication copies of every partition; -1: any
 * @param minInsyncReplicas what {@code min.insync.replicas} should be; -1: any
 */
public record Expected(Optional<Integer> partitions, int replication, int minInsyncReplicas) {

    /** Rejects what no broker can do. */
    public Expected {
        new Layout(partitions.orElse(1), replication, minInsyncReplicas);
    }

    /** Exactly a layout. */
    public static Expected of(Layout layout) {
        return new Expected(Optional.of(layout.partitions()), layout.replication(), layout.minInsyncReplicas());
    }
}
