package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.LaneObservation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not prepared, and whether it is worth another try. */
class PostgresRefusalsIT {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"; DROP DATABASE postgres; --",
                "a'b",
                "A",
                "pg_catalog",
                "template1",
                "",
                "1a",
                "a b",
                "ä",
                "a\n",
                "a;b"
            })
    void aHostileIdentifierIsRefused(String name) {
        var asDatabase =
                new DatabaseAccess("Database/x", name, List.of(), "public", List.of(), List.of(), false, "URL", false);
        var asSchema = new DatabaseAccess(
                "Database/x", database.name(), List.of(), name, List.of(), List.of(), false, "URL", false);
        var asExtension = new DatabaseAccess(
                "Database/x", database.name(), List.of(), "public", List.of(), List.of(name), false, "URL", false);
        var asPrivilege = new DatabaseAccess(
                "Database/x", database.name(), List.of(), "public", List.of(name), List.of(), false, "URL", false);

        for (DatabaseAccess access : List.of(asDatabase, asSchema, asExtension, asPrivilege)) {
            assertThat(database.prepare(access)).isInstanceOf(LaneObservation.DatabaseFailed.class);
        }
        assertThat(database.secrets.versions).hasSize(1);
    }

    @Test
    void aReservedWordIsRefused() {
        assertThat(database.prepare(database.access("user", false)))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message())
                                .isEqualTo("schema 'user' is a reserved word of PostgreSQL"));
    }

    @Test
    void anotherApplicationsSchemaIsRefused() {
        database.prepared(database.access("ledger", false, "USAGE"));

        var answer = database.prepare("other", database.access("ledger", false));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message()).contains("not to this application"));
    }

    @Test
    void anotherDatabaseManifestsLogicalDatabaseIsRefused() {
        DatabaseAccess ours = database.access("public", false, "USAGE");
        database.prepared(ours);
        DatabaseAccess theirs = new DatabaseAccess(
                "Database/another",
                ours.databaseName(),
                List.of(),
                "public",
                List.of(),
                List.of(),
                false,
                "URL",
                false);

        var answer = database.prepare("other", theirs);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message()).contains("is that of Database/x"));
    }

    @Test
    void theClaimOnADatabaseLeavesWhatPeopleWroteThereAndIsLookedAtEachTime() throws Exception {
        DatabaseAccess ours = database.access("public", false, "USAGE");
        database.prepared(ours);
        database.admin("COMMENT ON DATABASE \"" + ours.databaseName() + "\" IS 'the team''s own words'");
        database.prepared(ours);

        assertThat(database.comment()).isEqualTo("the team's own words\nmigration-gate database=" + ours.databaseId());
        database.admin("COMMENT ON DATABASE \"" + ours.databaseName() + "\" IS 'migration-gate database=Database/y'");
        assertThat(database.prepare(ours)).isInstanceOf(LaneObservation.DatabaseFailed.class);
    }

    @Test
    void aDatabaseThatIsInNoManifestIsRefusedUntilSomebodySaysThatItIsMeant() throws Exception {
        database.admin("CREATE DATABASE " + database.name());
        DatabaseAccess access = database.access("public", false, "USAGE");

        assertThat(database.prepare(access))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message())
                                .contains("is there already", "'migration-gate database=Database/x'"));
        database.admin("COMMENT ON DATABASE " + database.name() + " IS 'migration-gate database=Database/x'");
        database.prepared(access);
        String strange = database.name() + "_strange";
        database.admin("CREATE DATABASE " + strange);
        assertThat(database.prepare(database.besides(List.of(strange))))
                .as("also where the application is known")
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message()).contains("is there already"));
    }

    @Test
    void theRunnersOwnDatabaseIsRefused() {
        String address = database.maintenance().replace("/postgres", "/" + database.name());
        database.prepared(database.access("public", false, "USAGE"));

        assertThat(database.prepare(address, "payment-api", database.access("public", false, "USAGE")))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message()).contains("the one that the runner itself connects to"));
    }

    @Test
    void wrongCredentialsFail() {
        database.secrets.versions.put(PreparedDatabase.ADMIN, "nobody:wrong");

        var answer = database.prepare(database.access("public", false));

        assertThat(answer).isInstanceOf(LaneObservation.DatabaseFailed.class);
    }

    @Test
    void aServerThatIsAwayIsAskedAgain() {
        String away = "jdbc:postgresql://127.0.0.1:1/postgres";

        var answer = database.prepare(away, "payment-api", database.access("public", false));

        assertThat(answer).isInstanceOf(LaneObservation.DatabaseUnclear.class);
    }
}
