package dev.migrationgate.runner.lane;

import java.util.List;

/**
 * Access to a database as the application's manifest declares it.
 *
 * @param databaseId id of the Database manifest
 * @param databaseName logical PostgreSQL database
 * @param otherDatabases further logical databases of the same manifest, which are made as well
 * @param schema PostgreSQL schema that the grant applies to
 * @param privileges declared privileges
 * @param extensions extensions to enable
 * @param skipSchemaCreation true: the migration tool creates the schema
 * @param secretEnvVar variable that receives the connection string
 * @param sharedMigrator true: job and service connect as one user, who owns what it creates
 */
public record DatabaseAccess(
        String databaseId,
        String databaseName,
        List<String> otherDatabases,
        String schema,
        List<String> privileges,
        List<String> extensions,
        boolean skipSchemaCreation,
        String secretEnvVar,
        boolean sharedMigrator) {

    /** Copies the lists. */
    public DatabaseAccess {
        // A state that an earlier version wrote has none.
        otherDatabases = otherDatabases == null ? List.of() : List.copyOf(otherDatabases);
        privileges = List.copyOf(privileges);
        extensions = List.copyOf(extensions);
    }
}
