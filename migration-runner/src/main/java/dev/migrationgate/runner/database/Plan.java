package dev.migrationgate.runner.database;

import dev.migrationgate.runner.lane.DatabaseAccess;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
 * @param others further logical databases of the manifest, which are made and closed to everybody
 * @param schema schema; {@code public} always exists
 * @param createSchema false: the migration tool does
 * @param extensions extensions, in alphabetical order
 * @param grants what the runtime role may do
 * @param shared whether the service connects as the migrator, too
 * @param roles the roles
 */
record Plan(
        String project,
        Server server,
        String databaseId,
        Identifier database,
        List<Identifier> others,
        Identifier schema,
        boolean createSchema,
        List<Identifier> extensions,
        Grants grants,
        boolean shared,
        Roles roles) {
    static final String PUBLIC = "public";

    static Plan of(String applicationId, String project, DatabaseAccess access, Server server, Set<String> allowed)
            throws Refusal {
        Identifier schema = Identifier.declared("schema", access.schema());
        boolean create = !access.skipSchemaCreation() && !schema.name().equals(PUBLIC);
        return new Plan(
                project,
                server,
                access.databaseId(),
                Identifier.declared("database", access.databaseName()),
                others(access),
                schema,
                create,
                extensions(access.extensions(), allowed),
                Grants.of(access.privileges()),
                access.sharedMigrator(),
                Roles.of(applicationId, access.databaseId(), access.databaseName()));
    }

    private static List<Identifier> others(DatabaseAccess access) throws Refusal {
        Set<String> names = new LinkedHashSet<>(access.otherDatabases());
        names.remove(access.databaseName());
        List<Identifier> checked = new ArrayList<>();
        for (String name : names) {
            checked.add(Identifier.declared("database", name));
        }
        return List.copyOf(checked);
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

    /** All logical databases, the application's first. */
    List<Identifier> databases() {
        List<Identifier> all = new ArrayList<>(List.of(database));
        all.addAll(others);
        return all;
    }

    boolean inPublic() {
        return schema.name().equals(PUBLIC);
    }

    /**
     * Digest of the whole plan as it is carried out on these databases of the server. "v3" is this way of carrying out.
     *
     * @param oids numbers of the logical databases, in the order of {@link #databases}
     */
    String digest(List<Long> oids) {
        String text = String.join(
                "\n",
                server.place(),
                databaseId,
                databases().toString(),
                schema.name(),
                Boolean.toString(createSchema),
                extensions.toString(),
                grants.toString(),
                Boolean.toString(shared),
                roles.toString(),
                oids.toString());
        return "v3-" + Roles.digest(text).substring(0, 32);
    }
}
