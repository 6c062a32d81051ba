package dev.migrationgate.example.billing;

import dev.migrationgate.example.service.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The vendor's own way to migrate: each script of the folder {@code schema} once, in the order of their names. */
public final class Upgrade {
    private static final int FAILED = 1;

    private Upgrade() {}

    /**
     * Upgrades the database that {@code BILLING_DATABASE_URL} names, in one transaction. Ends with exit code 0 if it is up to
     * date, else with 1 and the reason on standard error.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Connection connection =
                DatabaseUrl.from(System.getenv(), Engine.DATABASE).connect()) {
            connection.setAutoCommit(false);
            for (Path script : scripts(Path.of("schema"))) {
                boolean ran = runOnce(connection, script);
                System.out.println((ran ? "ran " : "had run ") + script.getFileName());
            }
            connection.commit();
        } catch (SQLException | IOException | IllegalArgumentException e) {
            System.err.println("nothing was changed: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static boolean runOnce(Connection connection, Path script) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS billing_upgrade (script text PRIMARY KEY)");
            boolean isNew = remember(connection, script.getFileName().toString());
            if (isNew) {
                statement.execute(Files.readString(script));
            }
            return isNew;
        }
    }

    private static boolean remember(Connection connection, String script) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO billing_upgrade VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, script);
            return insert.executeUpdate() == 1;
        }
    }
}
