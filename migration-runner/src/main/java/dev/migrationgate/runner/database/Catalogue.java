package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server has, read from its own catalogues. */
final class Catalogue {
    private Catalogue() {}

    /**
     * Holds off other runners that prepare the same database, until the connection is closed.
     *
     * @throws SQLException state 55P03: another one was at it for longer than half a minute
     */
    static void lock(Connection connection, Plan plan) throws SQLException {
        try (Statement limit = connection.createStatement()) {
            limit.execute("SET lock_timeout = '30s'");
        }
        String sql = "SELECT pg_advisory_lock(hashtextextended(?, 0))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "migration-gate " + plan.database().name());
            statement.execute();
        }
    }

    /** The database's number, which a database that is made anew does not share; empty: there is none. */
    static Optional<Long> databaseOid(Connection connection, Identifier database) throws SQLException {
        String sql = "SELECT oid FROM pg_database WHERE datname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }

    /** What is written down about a database; empty: nothing, or there is none. */
    static Optional<String> databaseComment(Connection connection, Identifier database) throws SQLException {
        String sql = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The plan's roles that exist, and what we wrote down about them. */
    static Map<Identifier, Mark> roles(Connection connection, Roles roles) throws SQLException {
        String sql = "SELECT rolname, shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname IN (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, roles.owner().name());
            statement.setString(2, roles.migrator().name());
            statement.setString(3, roles.runtime().name());
            Map<Identifier, Mark> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String comment = rows.getString(2);
                    found.put(new Identifier(rows.getString(1)), comment == null ? Mark.NONE : Mark.read(comment));
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

    /**
     * What a role owns in a schema, quoted by the server.
     *
     * @param kinds letters of {@code pg_class.relkind}
     */
    static List<String> owned(Connection connection, Identifier owner, Identifier schema, String kinds)
            throws SQLException {
        String sql = "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner"
                + " WHERE n.nspname = ? AND r.rolname = ? AND strpos(?, c.relkind::text) > 0 ORDER BY 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema.name());
            statement.setString(2, owner.name());
            statement.setString(3, kinds);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
