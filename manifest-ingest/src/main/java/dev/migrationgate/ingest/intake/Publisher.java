package dev.migrationgate.ingest.intake;

import java.util.concurrent.CompletableFuture;

/** Writes accepted requests where they cannot get lost. Safe for several threads. */
public interface Publisher {
    /**
     * Publishes all of a submission or none.
     *
     * @return done once everything is kept; fails with {@link UnavailableException} within a limit if that cannot be said
     */
    CompletableFuture<Void> publish(Submission submission);
}
