package dev.migrationgate.tests.mainjob;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application's database as its service sees it.
 *
 * @param url the service's connection string
 */
record ExampleDatabase(URI url) {
    private static final String OURS = "schemaname NOT IN ('pg_catalog', 'information_schema')";

    String password() {
        return url.getUserInfo().split(":", 2)[1];
    }

    /** The owner of each table. */
    Map<String, String> owners() throws SQLException {
        Map<String, String> owners = new TreeMap<>();
        for (List<String> row : rows("SELECT tablename, tableowner FROM pg_tables WHERE " + OURS)) {
            owners.put(row.get(0), row.get(1));
        }
        return owners;
    }

    /** All columns with their types, and how many rows each table has: what a migration would change. */
    List<List<String>> content() throws SQLException {
        List<List<String>> content = new ArrayList<>(rows(
                "SELECT attrelid::regclass::text, attname, atttypid::regtype::text, attnotnull::text FROM pg_attribute"
                        + " WHERE attnum > 0 AND attrelid IN (SELECT format('%I.%I', schemaname, tablename)::regclass"
                        + " FROM pg_tables WHERE " + OURS + ") ORDER BY 1, attnum"));
        for (List<String> table :
                rows("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE " + OURS + " ORDER BY 1")) {
            content.addAll(rows("SELECT '" + table.getFirst() + "', count(*) FROM " + table.getFirst()));
        }
        return content;
    }

    private List<List<String>> rows(String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = connect();
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        String address = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        return DriverManager.getConnection(address, url.getUserInfo().split(":", 2)[0], password());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.getHost() + ":" + url.getPort() + url.getPath();
    }
}
