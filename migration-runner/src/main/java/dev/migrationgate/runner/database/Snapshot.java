package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What there is of an application's, and who may do what with it, at one time. Two of them tell what changed between, whoever
 * changed it. Costs two queries, each over what the owner has.
 *
 * @param things what exists: {@code "role x"}, {@code "extension y"}
 * @param rights by {@code "ON TABLE t TO r"}: the privileges
 */
record Snapshot(Set<String> things, Map<String, Set<String>> rights) {
    static final Snapshot EMPTY = new Snapshot(Set.of(), Map.of());

    /** Roles, memberships and logical databases, whose catalogues all databases share. The parameters are roles, databases. */
    private static final String SHARED = """
            WITH ours AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ANY (?)),
              mine AS (SELECT * FROM pg_database WHERE datname = ANY (?))
            SELECT 'role ' || rolname, NULL, NULL FROM ours
            UNION ALL SELECT 'database ' || datname, NULL, NULL FROM mine
            UNION ALL
            SELECT r.rolname, m.rolname, 'MEMBER' FROM pg_auth_members a
              JOIN pg_roles r ON r.oid = a.roleid JOIN ours m ON m.oid = a.member
            UNION ALL
            SELECT 'DATABASE ' || d.datname, coalesce(g.rolname, 'PUBLIC'), a.privilege_type
              FROM mine d CROSS JOIN aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
              LEFT JOIN ours g ON g.oid = a.grantee WHERE a.grantee = 0 OR g.oid IS NOT NULL
            """;

    /** What is inside of one database. The parameters are roles, owner, schema. */
    private static final String LOCAL = """
            WITH ours AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ANY (?)),
              owner AS (SELECT oid FROM pg_roles WHERE rolname = ?),
              temporary AS (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_temp\\_%'),
              found AS (
                SELECT 'SCHEMA ' || n.oid::regnamespace AS what, n.nspacl AS acl, 'n'::"char" AS kind, n.nspowner AS own
                  FROM pg_namespace n WHERE n.nspname IN (?, 'public') OR n.nspowner IN (TABLE owner)
                UNION ALL
                SELECT CASE WHEN c.relkind = 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass, c.relacl,
                    CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END::"char", c.relowner
                  FROM pg_class c WHERE c.relowner IN (TABLE owner) AND strpos('rpvmfS', c.relkind::text) > 0
                    AND c.relpersistence <> 't'
                UNION ALL
                SELECT 'ROUTINE ' || format('%s.%I(%s)', p.pronamespace::regnamespace, p.proname,
                    CASE p.prokind WHEN 'a' THEN oidvectortypes(p.proargtypes)
                      ELSE pg_get_function_identity_arguments(p.oid) END), p.proacl, 'f', p.proowner
                  FROM pg_proc p WHERE p.proowner IN (TABLE owner) AND p.pronamespace NOT IN (TABLE temporary)
                UNION ALL
                SELECT 'NEW ' || k.name, d.defaclacl, k.kind, o.oid
                  FROM owner o CROSS JOIN (VALUES ('r', 'r'::"char", 'TABLES'), ('S', 's', 'SEQUENCES'),
                    ('f', 'f', 'ROUTINES'), ('n', 'n', 'SCHEMAS')) AS k (type, kind, name)
                  LEFT JOIN pg_default_acl d ON d.defaclrole = o.oid AND d.defaclnamespace = 0
                    AND d.defaclobjtype = k.type::"char")
            SELECT 'extension ' || e.extname, NULL, NULL FROM pg_extension e
            UNION ALL SELECT 'schema ' || substr(what, 8), NULL, NULL FROM found WHERE what LIKE 'SCHEMA %'
            UNION ALL
            SELECT f.what, coalesce(g.rolname, 'PUBLIC'), a.privilege_type
              FROM found f CROSS JOIN aclexplode(coalesce(f.acl, acldefault(f.kind, f.own))) a
              LEFT JOIN ours g ON g.oid = a.grantee
              WHERE a.grantee <> f.own AND (a.grantee = 0 OR g.oid IS NOT NULL)
            """;

    /** Of the server, from whichever database. */
    static Snapshot shared(Connection connection, Plan plan) throws SQLException {
        String[] databases = plan.databases().stream().map(Identifier::name).toArray(String[]::new);
        try (PreparedStatement statement = connection.prepareStatement(SHARED)) {
            statement.setArray(1, Catalogue.texts(connection, plan.roles().names()));
            statement.setArray(2, Catalogue.texts(connection, databases));
            return read(statement);
        }
    }

    /** Of the application's database, from inside. */
    static Snapshot local(Connection connection, Plan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCAL)) {
            statement.setArray(1, Catalogue.texts(connection, plan.roles().names()));
            statement.setString(2, plan.roles().owner().name());
            statement.setString(3, plan.schema().name());
            return read(statement);
        }
    }

    private static Snapshot read(PreparedStatement statement) throws SQLException {
        Set<String> things = new TreeSet<>();
        Map<String, Set<String>> rights = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String what = rows.getString(1);
                String who = rows.getString(2);
                if (who == null) {
                    things.add(what);
                } else {
                    rights.computeIfAbsent(on(what, who, rows.getString(3)), _ -> new TreeSet<>())
                            .add(rows.getString(3));
                }
            }
        }
        return new Snapshot(things, rights);
    }

    private static String on(String what, String who, String privilege) {
        return privilege.equals("MEMBER") ? "OF " + what + " TO " + who : "ON " + what + " TO " + who;
    }

    /** What there is here or there. */
    Snapshot and(Snapshot other) {
        Set<String> allThings = new TreeSet<>(things);
        allThings.addAll(other.things);
        Map<String, Set<String>> allRights = new TreeMap<>(rights);
        allRights.putAll(other.rights);
        return new Snapshot(allThings, allRights);
    }

    /** What is here and was not there: {@code "created role x"}, {@code "granted SELECT ON TABLE t TO r"}, {@code "revoked …"}. */
    List<String> since(Snapshot before) {
        // Of too many the last are left out: what was taken away first, and what was made before what was given.
        List<String> changes = new ArrayList<>();
        before.rights.forEach(
                (on, privileges) -> change("revoked", on.replace(" TO ", " FROM "), privileges, renamed(on), changes));
        things.stream()
                .filter(thing -> !before.things.contains(thing))
                .forEach(thing -> changes.add((thing.startsWith("extension ") ? "enabled " : "created ") + thing));
        rights.forEach((on, privileges) -> change("granted", on, privileges, before.rights, changes));
        return changes;
    }

    private Map<String, Set<String>> renamed(String on) {
        return Map.of(on.replace(" TO ", " FROM "), rights.getOrDefault(on, Set.of()));
    }

    private static void change(
            String verb, String on, Set<String> privileges, Map<String, Set<String>> other, List<String> changes) {
        Set<String> more = new TreeSet<>(privileges);
        more.removeAll(other.getOrDefault(on, Set.of()));
        if (!more.isEmpty()) {
            changes.add(verb + " " + String.join(", ", more).replace("MEMBER", "membership") + " " + on);
        }
    }
}
