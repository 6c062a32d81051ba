package dev.migrationgate.ingest.redeploy;

/**
 * Where a record lies in {@code deployment-requested}.
 *
 * @param partition its partition
 * @param offset its offset in there
 */
public record Place(int partition, long offset) {
    /** Refuses, with {@link IllegalArgumentException}, what is no place. */
    public Place {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("no place of a record: " + partition + ":" + offset);
        }
    }
}
