package dev.migrationgate.runner.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a server has, read from its own catalogues. */
final class Catalogue {
    private static final String LOCK_PREFIX = "migration-gate ";

    private Catalogue() {}

    /**
     * Holds off other runners that prepare any of the same databases, until the connection is closed.
     *
     * @throws SQLException state 55P03: another one was at it for longer than half a minute
     */
    static void lock(Connection connection, Plan plan) throws SQLException {
        // In one order everywhere: two that want some of the same databases do not wait for each other.
        TreeSet<String> names = new TreeSet<>();
        plan.databases().forEach(database -> names.add(LOCK_PREFIX + database.name()));
        String sql = "SET lock_timeout = '30s'; SELECT pg_advisory_lock(hashtextextended(name, 0))"
                + " FROM unnest(?::text[]) WITH ORDINALITY AS names (name, place) ORDER BY place";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(connection, names.toArray(new String[0])));
            statement.execute();
        }
    }

    /** The plan's roles that exist, and what we wrote down about them. */
    static Map<Identifier, Mark> roles(Connection connection, Roles roles) throws SQLException {
        String sql = "SELECT rolname, shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(connection, roles.names()));
            Map<Identifier, Mark> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new Identifier(rows.getString(1)), Mark.read(rows.getString(2)));
                }
            }
            return found;
        }
    }

    /** The plan's logical databases that exist. */
    static Map<Identifier, Logical> databases(Connection connection, List<Identifier> databases) throws SQLException {
        String sql = "SELECT datname, oid, coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database"
                + " WHERE datname = ANY (?)";
        String[] names = databases.stream().map(Identifier::name).toArray(String[]::new);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(connection, names));
            Map<Identifier, Logical> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new Identifier(rows.getString(1)), new Logical(rows.getLong(2), rows.getString(3)));
                }
            }
            return found;
        }
    }

    /** Who owns a schema; empty: there is none. */
    static Optional<String> schemaOwner(Connection connection, Identifier schema) throws SQLException {
        String sql = "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** What the application's owner has in this database, by kind and quoted by the server. */
    static Owned owned(Connection connection, Identifier owner) throws SQLException {
        String relations = "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relowner = ?::regrole"
                + " AND strpos(?, c.relkind::text) > 0 AND c.relpersistence <> 't' ORDER BY 1";
        String routines = "SELECT format('%I.%I(%s)', n.nspname, p.proname, CASE p.prokind WHEN 'a'"
                + " THEN oidvectortypes(p.proargtypes) ELSE pg_get_function_identity_arguments(p.oid) END)"
                + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                + " WHERE p.proowner = ?::regrole AND n.nspname NOT LIKE 'pg\\_temp\\_%' ORDER BY 1";
        String schemas =
                "SELECT n.oid::regnamespace::text FROM pg_namespace n WHERE n.nspowner = ?::regrole AND n.nspname NOT LIKE 'pg\\_temp\\_%' ORDER BY 1";
        return new Owned(
                names(connection, schemas, owner.quoted()),
                names(connection, relations, owner.quoted(), "rpvmf"),
                names(connection, relations, owner.quoted(), "S"),
                names(connection, routines, owner.quoted()));
    }

    /** Whether everybody may create in the schema {@code public}, as before PostgreSQL 15. */
    static boolean publicIsOpen(Connection connection) throws SQLException {
        String sql =
                "SELECT n.nspname FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a"
                        + " WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = 'CREATE'";
        return !names(connection, sql).isEmpty();
    }

    /** Whether one of the roles has privileges of its own on the schema {@code public}. */
    static boolean publicIsHeld(Connection connection, Roles roles) throws SQLException {
        String sql = "SELECT r.rolname FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) a"
                + " JOIN pg_roles r ON r.oid = a.grantee WHERE n.nspname = 'public' AND r.rolname = ANY (?)";
        return !names(connection, sql, texts(connection, roles.names())).isEmpty();
    }

    private static List<String> names(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    static Array texts(Connection connection, String[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    /**
     * A logical database.
     *
     * @param oid its number, which a database that is made anew does not share
     * @param comment what is written down about it; empty: nothing
     */
    record Logical(long oid, String comment) {}

    /**
     * Names for SQL.
     *
     * @param schemas schemas
     * @param tables tables, views and what else has table privileges
     * @param sequences sequences
     * @param routines functions and procedures, with the types of their arguments
     */
    record Owned(List<String> schemas, List<String> tables, List<String> sequences, List<String> routines) {}
}
