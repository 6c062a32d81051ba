package dev.migrationgate.runner.lane;

import java.util.List;

/**
 * Access to a database as the application's manifest declares it.
 *
 * @param databaseId id of the Database manifest
 * @param databaseName logical PostgreSQL database
 * @param schema PostgreSQL schema that the grant applies to
 * @param privileges declared privileges
 * @param extensions extensions to enable
 * @param skipSchemaCreation true: the migration tool creates the schema
 * @param secretEnvVar variable that receives the connection string
 */
public record DatabaseAccess(
        String databaseId,
        String databaseName,
        String schema,
        List<String> privileges,
        List<String> extensions,
        boolean skipSchemaCreation,
        String secretEnvVar) {

    /** Copies the lists. */
    public DatabaseAccess {
        privileges = List.copyOf(privileges);
        extensions = List.copyOf(extensions);
    }
}
