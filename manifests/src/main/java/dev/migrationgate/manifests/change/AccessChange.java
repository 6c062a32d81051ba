package dev.migrationgate.manifests.change;

import dev.migrationgate.manifests.plan.DeploymentPlan.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One difference of an application's access to a database.
 *
 * @param field what differs, in words, such as {@code privileges}
 * @param before as it was, as text; empty: there was nothing
 * @param after as it will be, as text; empty: there will be nothing
 */
public record AccessChange(String field, String before, String after) {
    /** Compares two accesses, either of which may be missing. */
    static List<AccessChange> between(Optional<DatabaseAccess> before, Optional<DatabaseAccess> after) {
        var changes = new ArrayList<AccessChange>();
        Comparison comparison = (field, value) -> {
            String was = before.map(value).orElse("");
            String is = after.map(value).orElse("");
            if (!was.equals(is)) {
                changes.add(new AccessChange(field, was, is));
            }
        };
        comparison.of("database", access -> access.database().toString());
        comparison.of("logical database", DatabaseAccess::databaseName);
        comparison.of("other logical databases", access -> joined(access.otherDatabases()));
        comparison.of("schema", DatabaseAccess::schema);
        comparison.of("privileges", access -> joined(access.privileges()));
        comparison.of("extensions", access -> joined(access.extensions()));
        comparison.of("schema is made by", access -> access.skipSchemaCreation() ? "the migration" : "the gate");
        comparison.of("connection string in", DatabaseAccess::secretEnvVar);
        comparison.of("logins of job and service", access -> access.sharedMigrator() ? "one for both" : "one each");
        return changes;
    }

    private static String joined(List<String> values) {
        return String.join(", ", values);
    }

    @FunctionalInterface
    private interface Comparison {
        void of(String field, Function<DatabaseAccess, String> value);
    }
}
