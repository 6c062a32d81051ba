package dev.migrationgate.runner.database;

import static dev.migrationgate.runner.database.PreparedDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What migrations and services do every day: nothing is found afterwards, and the database can be prepared anew. */
class InnocentMigrationsIT {
    @TempDir
    static Path folder;

    private static PasswordServer server;

    private final PreparedDatabase database = server.nextDatabase();
    private final DatabaseAccess access = database.access("ledger", false, "USAGE", "CREATE", "SELECT", "INSERT");
    private Connection migrator;
    private Connection runtime;

    @BeforeAll
    static void startServer() throws IOException {
        server = PasswordServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        DatabaseSecrets ready = database.prepared(access);
        migrator = database.login(ready.migrator());
        runtime = database.login(ready.runtime());
    }

    /** What the service has open stays open meanwhile. */
    @AfterEach
    void nothingIsFoundBeforeAndAfterItIsPreparedAnew() throws Exception {
        assertThat(database.drift(access)).isEmpty();
        database.prepared(access, true, Optional.empty());
        assertThat(database.drift(access)).isEmpty();
        migrator.close();
        runtime.close();
    }

    @Test
    void temporaryTablesAndFunctions() throws Exception {
        for (Connection connection : new Connection[] {migrator, runtime}) {
            run(
                    connection,
                    "CREATE TEMPORARY TABLE work (id serial); CREATE FUNCTION pg_temp.one() RETURNS int LANGUAGE sql"
                            + " AS 'SELECT 1'");
        }
    }

    @Test
    void rangeTypes() throws Exception {
        run(migrator, "CREATE TYPE timerange AS RANGE (subtype = time); CREATE TABLE shift (during timerange)");
    }

    @Test
    void routinesOfOneNameThatDifferInWhatTheyGiveBack() throws Exception {
        run(
                migrator,
                "CREATE PROCEDURE p(IN a int, OUT b int) LANGUAGE sql AS 'SELECT 1'; CREATE PROCEDURE p(IN a int, IN b int)"
                        + " LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);"
                        + " CREATE AGGREGATE middle(ORDER BY float8) (SFUNC = array_append, STYPE = float8[],"
                        + " INITCOND = '{}')");
    }

    @Test
    void privilegesForReports() throws Exception {
        database.admin("CREATE ROLE reports_" + database.name());
        run(migrator, "CREATE TABLE entry (id int); GRANT SELECT ON entry TO reports_" + database.name());
    }

    @Test
    void privilegesThatWereHandedOn() throws Exception {
        database.admin("CREATE ROLE reports_" + database.name());
        run(
                migrator,
                "CREATE TABLE entry (id int); GRANT SELECT ON entry TO "
                        + database.roles().runtime().quoted() + " WITH GRANT OPTION");
        run(runtime, "GRANT SELECT ON entry TO reports_" + database.name());
    }

    @Test
    void moreObjectsThanOneTransactionTakes() throws Exception {
        run(
                migrator,
                "DO 'BEGIN FOR i IN 1..2100 LOOP EXECUTE format(''CREATE TABLE t%s (id int)'', i); END LOOP; END'");
    }

    @Test
    void viewsPartitionsTriggersAndExtensions() throws Exception {
        run(
                migrator,
                "CREATE TABLE entry (id int GENERATED ALWAYS AS IDENTITY, at date) PARTITION BY RANGE (at);"
                        + " CREATE TABLE entry_26 PARTITION OF entry FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
                        + " CREATE VIEW ids AS SELECT id FROM entry; CREATE MATERIALIZED VIEW sums AS SELECT 1 AS n;"
                        + " CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
                        + " AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER note BEFORE INSERT ON entry_26 FOR EACH ROW"
                        + " EXECUTE FUNCTION noted(); CREATE EXTENSION citext SCHEMA ledger;"
                        + " CREATE TABLE flyway_schema_history (version citext); REFRESH MATERIALIZED VIEW sums");
    }
}
