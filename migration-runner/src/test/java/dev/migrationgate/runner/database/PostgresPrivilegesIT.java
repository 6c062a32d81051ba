package dev.migrationgate.runner.database;

import static dev.migrationgate.runner.database.PreparedDatabase.run;
import static dev.migrationgate.runner.database.PreparedDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneObservation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the runtime role may do exactly what is declared, everywhere in its database, and what is reported of it. */
class PostgresPrivilegesIT {
    @TempDir
    static Path folder;

    private static PasswordServer server;

    private final PreparedDatabase database = server.nextDatabase();

    @BeforeAll
    static void startServer() throws IOException {
        server = PasswordServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void aFunctionIsForThoseWhoDeclareExecuteOnly() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE", "SELECT"));
        migrate(ready, "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1'");

        assertDenied(ready, "SELECT total()", "permission denied for function total");
        database.prepared(database.access("public", false, "USAGE", "SELECT", "execute"));
        assertAllowed(ready, "SELECT total()");
        database.prepared(database.access("public", false, "USAGE", "SELECT"));
        assertDenied(ready, "SELECT total()", "permission denied for function total");
    }

    @Test
    void nothingIsDeclaredAboutObjectsSoRowsAndFunctionsAreUsable() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE"));
        migrate(
                ready,
                "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (id serial, n int)");

        assertAllowed(ready, "INSERT INTO t (n) VALUES (total()); UPDATE t SET n = 2; DELETE FROM t");
        assertDenied(ready, "TRUNCATE t", "permission denied");
    }

    @Test
    void aSequenceFollowsTheTablesPrivileges() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE", "SELECT"));
        migrate(ready, "CREATE SEQUENCE s");

        assertAllowed(ready, "SELECT last_value FROM s");
        assertDenied(ready, "SELECT nextval('s')", "permission denied for sequence s");
    }

    @Test
    void whatIsTakenOutIsRevokedInEverySchemaOfTheOwner() throws Exception {
        DatabaseSecrets ready =
                database.prepared(database.access("public", false, "USAGE", "CREATE", "SELECT", "INSERT"));
        migrate(ready, "CREATE SCHEMA audit; CREATE TABLE audit.entry (id int); CREATE TABLE t (id int)");
        assertAllowed(ready, "INSERT INTO audit.entry VALUES (1); CREATE TABLE audit.mine (id int)");

        List<String> changes = database.changes(database.access("public", false, "USAGE", "SELECT"));

        assertDenied(ready, "INSERT INTO audit.entry VALUES (1)", "permission denied");
        assertDenied(ready, "CREATE TABLE audit.other (id int)", "permission denied");
        String runtime = database.roles().runtime().name();
        assertThat(changes)
                .contains(
                        "revoked INSERT ON TABLE audit.entry FROM " + runtime,
                        "revoked INSERT ON TABLE public.t FROM " + runtime,
                        "revoked CREATE ON SCHEMA audit FROM " + runtime,
                        "revoked CREATE ON SCHEMA public FROM " + runtime,
                        "revoked INSERT ON NEW TABLES FROM " + runtime)
                .noneMatch(change -> change.startsWith("granted"));
    }

    @Test
    void whatIsForEverybodyIsTakenBack() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE", "SELECT"));
        migrate(ready, "CREATE TABLE t (id int); GRANT DELETE ON t TO PUBLIC");

        List<String> changes = database.prepared(
                        database.access("public", false, "USAGE", "SELECT"), true, Optional.empty())
                .changes();

        assertThat(changes).containsExactly("revoked DELETE ON TABLE public.t FROM PUBLIC");
        assertDenied(ready, "DELETE FROM t", "permission denied");
    }

    @Test
    void theFirstPreparationReportsAllThatItMade() {
        List<String> changes = database.changes(database.access("ledger", false, "USAGE"));

        Roles roles = database.roles();
        assertThat(changes)
                .contains(
                        "created database " + database.name(),
                        "created schema ledger",
                        "enabled extension uuid-ossp",
                        "granted membership OF " + roles.owner().name() + " TO "
                                + roles.migrator().name(),
                        "granted USAGE ON SCHEMA ledger TO " + roles.runtime().name(),
                        "granted DELETE, INSERT, SELECT, UPDATE ON NEW TABLES TO "
                                + roles.runtime().name(),
                        "gave login " + roles.migrator().name() + " a new password")
                .noneMatch(change -> change.contains("mgpw_"));
        roles.all().forEach(role -> assertThat(changes).contains("created role " + role.name()));
        assertThat(database.changes(database.access("ledger", false, "USAGE"))).isEmpty();
    }

    @Test
    void aSchemaThatIsNotTheApplicationsAnyMoreIsClosedToIt() throws Exception {
        database.prepared(database.access("public", false, "USAGE", "CREATE"));

        DatabaseSecrets moved = database.prepared(database.access("ledger", false, "USAGE", "SELECT"));

        assertDenied(moved, "CREATE TABLE public.ddl (id int)", "permission denied for schema public");
        assertDenied(moved, "CREATE TEMPORARY TABLE work (id int)", "permission denied to create temporary tables");
        database.inside("GRANT CREATE ON SCHEMA public TO PUBLIC");
        assertThat(database.drift(database.access("ledger", false, "USAGE", "SELECT")))
                .singleElement()
                .asString()
                .contains("has CREATE on SCHEMA public, which is not declared");
    }

    @Test
    void aDatabaseIsClosedAlthoughTheRestFails() throws Exception {
        database.admin("CREATE ROLE stranger_" + database.name() + " LOGIN PASSWORD 'stranger'");
        DatabaseAccess missing = new DatabaseAccess(
                "Database/x",
                database.name(),
                List.of(),
                "public",
                List.of(),
                List.of("not_there"),
                false,
                "URL",
                false);
        assertThat(database.prepare(missing)).isInstanceOf(LaneObservation.DatabaseFailed.class);

        database.secrets.versions.put(
                "stranger",
                "postgresql://stranger_" + database.name() + ":stranger@127.0.0.1:" + database.port() + "/"
                        + database.name());
        assertThatThrownBy(() -> database.login("stranger").close())
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void furtherDatabasesAreMadeAndClosed() throws Exception {
        String other = database.name() + "_other";
        DatabaseSecrets ready = database.prepared(database.besides(List.of(other)));

        String address = database.secrets.read(ready.runtime()).replace("/" + database.name(), "/" + other);
        database.secrets.versions.put("other", address);

        assertThatThrownBy(() -> database.login("other").close())
                .hasMessageContaining("permission denied for database");
        assertThat(database.changes(database.besides(List.of(other)))).isEmpty();
    }

    @Test
    void aSharedMigratorIsTheServicesUserToo() throws Exception {
        DatabaseSecrets ready = database.prepared(database.shared("USAGE"));

        assertThat(ready.runtime()).isEqualTo(ready.migrator());
        assertThat(ready.runtimeJdbc()).isEqualTo(ready.migratorJdbc());
        migrate(ready, "CREATE TABLE t (id int)");
        assertAllowed(ready, "ALTER TABLE t ADD COLUMN n int");
        assertThat(database.drift(database.shared("USAGE"))).isEmpty();
    }

    private void migrate(DatabaseSecrets secrets, String sql) throws SQLException {
        try (Connection migrator = database.login(secrets.migrator())) {
            run(migrator, sql);
        }
    }

    private void assertAllowed(DatabaseSecrets secrets, String sql) throws SQLException {
        try (Connection runtime = database.login(secrets.runtime())) {
            run(runtime, sql);
            assertThat(text(runtime, "SELECT 1")).isEqualTo("1");
        }
    }

    private void assertDenied(DatabaseSecrets secrets, String sql, String message) throws SQLException {
        try (Connection runtime = database.login(secrets.runtime())) {
            assertThatThrownBy(() -> run(runtime, sql)).hasMessageContaining(message);
        }
    }
}
