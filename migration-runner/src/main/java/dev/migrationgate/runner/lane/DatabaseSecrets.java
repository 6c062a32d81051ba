package dev.migrationgate.runner.lane;

/**
 * Where the connection strings of a prepared database are, pinned.
 *
 * @param migrator Secret Manager version name, for the job
 * @param runtime Secret Manager version name, for the service
 */
public record DatabaseSecrets(String migrator, String runtime) {}
