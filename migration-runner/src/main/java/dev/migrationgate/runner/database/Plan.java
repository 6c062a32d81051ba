package dev.migrationgate.runner.database;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an application's database shall be like: every name checked.
 *
 * @param project Google Cloud project of the secrets
 * @param server where it is
 * @param databaseId id of the Database manifest, which names its lane
 * @param database logical database
 * @param schema schema; {@code public} always exists
 * @param createSchema false: the migration tool does
 * @param extensions extensions, in alphabetical order
 * @param grants what the runtime role may do
 * @param roles the roles
 */
record Plan(
        String project,
        Server server,
        String databaseId,
        Identifier database,
        Identifier schema,
        boolean createSchema,
        List<Identifier> extensions,
        Grants grants,
        Roles roles) {

    static Plan of(PrepareDatabase effect, Server server, Set<String> allowed) throws Refusal {
        DatabaseAccess access = effect.access();
        Identifier schema = Identifier.declared("schema", access.schema());
        boolean create = !access.skipSchemaCreation() && !schema.name().equals("public");
        for (String other : access.otherDatabases()) {
            var _ = Identifier.declared("database", other);
        }
        Roles roles = Roles.of(effect.applicationId(), access.databaseId(), access.databaseName());
        return new Plan(
                effect.cloudProject(),
                server,
                access.databaseId(),
                Identifier.declared("database", access.databaseName()),
                schema,
                create,
                extensions(access.extensions(), allowed),
                Grants.of(access.privileges()),
                roles);
    }

    private static List<Identifier> extensions(List<String> declared, Set<String> allowed) throws Refusal {
        Set<String> refused = new TreeSet<>(declared);
        refused.removeAll(allowed);
        if (!refused.isEmpty()) {
            List<String> shown = refused.stream().map(Shown::of).toList();
            throw new Refusal("extensions " + shown + " are not allowed here; allowed are " + new TreeSet<>(allowed));
        }
        List<Identifier> checked = new ArrayList<>();
        for (String name : new TreeSet<>(declared)) {
            checked.add(Identifier.extension(name));
        }
        return List.copyOf(checked);
    }

    /** Digest of the whole plan as it is carried out on one database of the server. "v2" is this way of carrying out. */
    String digest(long databaseOid) {
        return "v2-" + Roles.digest(this + "\n" + databaseOid).substring(0, 32);
    }
}
