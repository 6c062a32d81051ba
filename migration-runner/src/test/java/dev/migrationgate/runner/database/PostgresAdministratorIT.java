package dev.migrationgate.runner.database;

import static dev.migrationgate.runner.database.PreparedDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneObservation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That an administrator who is no superuser is enough, as on Cloud SQL and AlloyDB. */
class PostgresAdministratorIT {
    @TempDir
    static Path folder;

    private static PasswordServer server;

    private final PreparedDatabase database = server.nextDatabase();
    private final String administrator = database.name() + "_admin";

    @BeforeAll
    static void startServer() throws IOException {
        server = PasswordServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void rolesAndDatabasesMayBeMade() throws Exception {
        plainAdministrator();
        DatabaseAccess first = database.access("ledger", false, "USAGE", "CREATE");

        DatabaseSecrets ready = database.prepared(first);
        try (Connection migrator = database.login(ready.migrator());
                Connection runtime = database.login(ready.runtime())) {
            run(migrator, "CREATE TABLE entry (id serial); CREATE SCHEMA audit; CREATE TABLE audit.line (id int)");
            run(runtime, "INSERT INTO entry DEFAULT VALUES; INSERT INTO audit.line VALUES (1)");
        }
        DatabaseAccess fewer = database.access("ledger", false, "USAGE", "SELECT");
        List<String> changes =
                database.prepared(fewer, true, Optional.of("rotation")).changes();

        assertThat(changes)
                .contains("revoked DELETE, INSERT, UPDATE ON TABLE ledger.entry FROM "
                        + database.roles().runtime().name());
        assertThat(database.drift(fewer)).isEmpty();
        try (Connection runtime = database.login(ready.runtime())) {
            assertThatThrownBy(() -> run(runtime, "INSERT INTO entry DEFAULT VALUES"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whatItMayNotChangeIsRefusedByName() throws Exception {
        plainAdministrator();
        database.admin("CREATE DATABASE " + database.name());
        database.admin("COMMENT ON DATABASE " + database.name() + " IS 'migration-gate database=Database/x'");

        assertThat(database.prepare(database.access("public", false, "USAGE")))
                .isInstanceOfSatisfying(LaneObservation.DatabaseFailed.class, failed -> {
                    assertThat(failed.message())
                            .contains(
                                    "may not change privileges here",
                                    "no privileges could be revoked for \"" + database.name());
                    assertThat(failed.changes())
                            .contains("created role " + database.roles().owner().name());
                });
    }

    private void plainAdministrator() throws Exception {
        database.admin("CREATE ROLE " + administrator + " LOGIN CREATEROLE CREATEDB PASSWORD 'secret'");
        database.secrets.versions.put(PreparedDatabase.ADMIN, administrator + ":secret");
    }
}
