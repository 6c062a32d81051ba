package dev.migrationgate.example;

import dev.migrationgate.example.service.DatabaseUrl;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The migration job's program: brings the schema up to this image's version with Flyway. */
public final class Migrate {
    private static final int FAILED = 1;

    private Migrate() {}

    /**
     * Migrates the database that {@code DATABASE_URL} names with the scripts in the folder {@code sql}. Ends with exit code 0
     * if the schema is up to date, else with 1 and the reason on standard error.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        int exitCode = run(System.getenv(), Path.of("sql"), System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(Map<String, String> environment, Path scripts, PrintStream errors) {
        try {
            migrate(DatabaseUrl.from(environment, DatabaseUrl.VARIABLE), scripts);
            return 0;
        } catch (FlywayException | IllegalArgumentException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    private static void migrate(DatabaseUrl database, Path scripts) {
        Flyway.configure()
                .loggers(LineLog.class.getName())
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("filesystem:" + scripts)
                .defaultSchema("public")
                // The schema is there, and creating one takes a right that the migrator may not have.
                .createSchemas(false)
                .connectRetries(5)
                .load()
                .migrate();
    }
}
