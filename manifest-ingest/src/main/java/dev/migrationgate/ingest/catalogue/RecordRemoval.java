package dev.migrationgate.ingest.catalogue;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Removes records of the manifests topic. Safe for several threads. */
public interface RecordRemoval {
    /**
     * Writes that these records are to be removed; may be repeated.
     *
     * @param keys keys of the records
     * @return completed once Kafka has it; failed with {@link dev.migrationgate.ingest.intake.UnavailableException} where it may not
     *     have it
     */
    CompletableFuture<Void> remove(List<String> keys);
}
