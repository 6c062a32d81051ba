package dev.migrationgate.ingest.command;

import java.util.concurrent.CompletableFuture;

/** Writes accepted commands where they cannot get lost. Safe for several threads. */
public interface CommandPublisher {
    /**
     * Publishes a command.
     *
     * @return done once it is kept; fails with {@link dev.migrationgate.ingest.intake.UnavailableException} within a limit
     *     if that cannot be said
     */
    CompletableFuture<Void> publish(OperatorCommand command);
}
