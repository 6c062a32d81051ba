package dev.migrationgate.cli.topics;

/**
 * How topics are spread over brokers: what the table of topics leaves to each installation.
 *
 * @param partitions partitions of every topic; all alike, because records with one key must meet in one task
 * @param replication copies of every partition; -1: the broker's default
 * @param minInsyncReplicas copies that must have a record before it is acknowledged; -1: the broker's default
 */
public record Layout(int partitions, int replication, int minInsyncReplicas) {

    /** Rejects what no broker can do. */
    public Layout {
        if (partitions < 1
                || replication == 0
                || replication < -1
                || minInsyncReplicas == 0
                || minInsyncReplicas < -1) {
            throw new IllegalArgumentException("partitions " + partitions + ", replication " + replication
                    + " and min.insync.replicas " + minInsyncReplicas + " must be 1 or more");
        }
        if (replication > 0 && minInsyncReplicas > replication) {
            throw new IllegalArgumentException("min.insync.replicas " + minInsyncReplicas + " is more than replication "
                    + replication + ": nothing could ever be written");
        }
    }
}
