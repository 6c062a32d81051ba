package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server's catalogues say, in an order that does not change: two are equal exactly if nothing was made, changed or taken away
 * between.
 *
 * @param rows one of the server's whole, or of a database that was looked into
 */
record Catalogues(List<String> rows) {
    /** Next is a number that rises with every transaction that writes anything anywhere on the server. */
    private static final String WHOLE_SERVER = """
            SELECT 'database ' || concat_ws(' ', oid, datname, datdba, datacl, shobj_description(oid, 'pg_database')) FROM pg_database
            UNION ALL SELECT 'role ' || concat_ws(' ', role::text, shobj_description(oid, 'pg_authid')) FROM pg_authid role
            UNION ALL SELECT 'member ' || member::text FROM pg_auth_members member
            UNION ALL SELECT 'setting ' || setting::text FROM pg_db_role_setting setting
            UNION ALL SELECT 'next ' || pg_snapshot_xmax(pg_current_snapshot())
            ORDER BY 1
            """;

    private static final String ONE_DATABASE = """
            SELECT 'schema ' || schema::text FROM pg_namespace schema
            UNION ALL SELECT 'extension ' || extension::text FROM pg_extension extension
            UNION ALL SELECT 'default ' || rule::text FROM pg_default_acl rule
            UNION ALL SELECT 'object ' || concat_ws(' ', oid, relname, relowner, relacl) FROM pg_class WHERE oid >= 16384
            ORDER BY 1
            """;

    /**
     * Reads them.
     *
     * @param databases the administrator's sessions, each on another database; into others nobody looks
     */
    static Catalogues of(List<Connection> databases) throws SQLException {
        List<String> rows = new ArrayList<>(read(databases.getFirst(), WHOLE_SERVER));
        for (Connection database : databases) {
            rows.addAll(read(database, ONE_DATABASE));
        }
        return new Catalogues(rows);
    }

    private static List<String> read(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
