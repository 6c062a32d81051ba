package dev.migrationgate.runner.lane;

import java.util.Optional;

/**
 * Where the connection strings of a prepared database are: Secret Manager version names, pinned.
 *
 * @param migrator for the job
 * @param runtime for the service
 * @param migratorJdbc the job's as a JDBC address; absent in a state that an earlier version wrote
 * @param runtimeJdbc the service's as a JDBC address; absent likewise
 */
public record DatabaseSecrets(
        String migrator, String runtime, Optional<String> migratorJdbc, Optional<String> runtimeJdbc) {

    /** Reads what an earlier version wrote. */
    public DatabaseSecrets {
        migratorJdbc = migratorJdbc == null ? Optional.empty() : migratorJdbc;
        runtimeJdbc = runtimeJdbc == null ? Optional.empty() : runtimeJdbc;
    }
}
