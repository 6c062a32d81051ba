package dev.migrationgate.ingest.intake;

/**
 * That a deployment is made after the model of another one, of another environment.
 *
 * @param of the deployment that was named
 * @param reason why, in the words of who asked
 * @param skip whether the migration is left out
 */
public record Replay(String of, String reason, boolean skip) {}
