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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prepared database lets its two logins do, and that preparing it again is safe. */
class PostgresPreparerIT {
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
    void whatTheMigratorCreatesTheRuntimeRoleMayUseButNotChange() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE"));

        try (Connection migrator = database.login(ready.migrator());
                Connection runtime = database.login(ready.runtime())) {
            run(migrator, "CREATE TABLE payment (id serial PRIMARY KEY, token uuid DEFAULT uuid_generate_v4())");
            run(runtime, "INSERT INTO payment DEFAULT VALUES");

            assertThat(text(runtime, "SELECT count(*) FROM payment WHERE token IS NOT NULL"))
                    .isEqualTo("1");
            assertThat(text(migrator, "SELECT tableowner FROM pg_tables WHERE tablename = 'payment'"))
                    .endsWith("_owner");
            assertThatThrownBy(() -> run(runtime, "DROP TABLE payment")).hasMessageContaining("must be owner");
            assertThatThrownBy(() -> run(runtime, "CREATE TABLE other (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aSchemaIsCreatedUnlessTheToolCreatesIt() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("ledger", false, "USAGE", "CREATE"));

        try (Connection runtime = database.login(ready.runtime())) {
            run(runtime, "CREATE TABLE ledger.mine (id int)");
        }
        DatabaseSecrets skipped = database.prepared(database.access("later", true, "USAGE"));
        try (Connection migrator = database.login(skipped.migrator());
                Connection runtime = database.login(skipped.runtime())) {
            assertThat(text(migrator, "SELECT count(*) FROM pg_namespace WHERE nspname = 'later'"))
                    .isEqualTo("0");
            run(migrator, "CREATE SCHEMA later; CREATE TABLE later.thing (id int)");
            run(runtime, "INSERT INTO thing VALUES (1)");
        }
    }

    @Test
    void aPreparedDatabaseStaysAsItIs() throws Exception {
        DatabaseSecrets first = database.prepared(database.access("public", false, "USAGE"));
        int kept = database.secrets.versions.size();
        long writes = database.writes();

        DatabaseSecrets again = database.prepared(database.access("public", false, "USAGE"));

        assertThat(again).isEqualTo(first);
        assertThat(database.secrets.versions).hasSize(kept);
        assertThat(database.writes()).isEqualTo(writes);
    }

    @Test
    void aPrivilegeThatIsNoLongerDeclaredIsTakenBack() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE"));
        try (Connection migrator = database.login(ready.migrator())) {
            run(migrator, "CREATE TABLE payment (id int)");
        }

        database.prepared(database.access("public", false, "USAGE", "SELECT"));

        try (Connection runtime = database.login(ready.runtime())) {
            assertThat(text(runtime, "SELECT count(*) FROM payment")).isEqualTo("0");
            assertThatThrownBy(() -> run(runtime, "INSERT INTO payment VALUES (1)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void noFunctionOfAnApplicationRunsInTheAdministratorsName() throws Exception {
        DatabaseSecrets ready = database.prepared(database.access("public", false, "USAGE"));
        try (Connection migrator = database.login(ready.migrator())) {
            run(
                    migrator,
                    "CREATE FUNCTION public.format(text, name, name) RETURNS text LANGUAGE plpgsql AS"
                            + " 'BEGIN RAISE EXCEPTION ''called''; END'");
            run(migrator, "CREATE TABLE payment (id int)");
        }

        DatabaseSecrets again = database.prepared(database.access("public", false, "USAGE", "SELECT"));

        assertThat(again).isEqualTo(ready);
    }

    @Test
    void aLatecomerThatLostTheLaneChangesNothing() throws Exception {
        DatabaseAccess later = database.access("public", false, "USAGE", "SELECT");
        DatabaseAccess earlier = database.access("public", false, "USAGE");
        database.prepare(earlier, 1);
        database.prepare(later, 3);
        long writes = database.writes();

        LaneObservation answer = database.prepare(earlier, 2);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message()).contains("the lane has gone on", "epoch 2", "for 3"));
        assertThat(database.writes()).isEqualTo(writes);
    }

    @Test
    void aServerThatMovedIsNamedByNewSecrets() throws Exception {
        DatabaseAccess access = database.access("public", false, "USAGE");
        DatabaseSecrets before = database.prepared(access);

        DatabaseSecrets moved = database.preparedAt("localhost", access);

        assertThat(moved.migrator()).isNotEqualTo(before.migrator());
        assertThat(database.secrets.read(moved.runtime())).contains("@localhost:");
        try (Connection runtime = database.login(moved.runtime())) {
            assertThat(text(runtime, "SELECT 1")).isEqualTo("1");
        }
        assertThat(database.preparedAt("localhost", access)).isEqualTo(moved);
    }

    @Test
    void aSecretThatIsGoneIsReplacedTogetherWithThePassword() throws Exception {
        DatabaseSecrets first = database.prepared(database.access("public", false, "USAGE"));
        database.secrets.versions.remove(first.runtime());

        DatabaseSecrets again = database.prepared(database.access("public", false, "USAGE"));

        assertThat(again.migrator()).isEqualTo(first.migrator());
        assertThat(again.runtime()).isNotEqualTo(first.runtime());
        database.login(again.runtime()).close();
    }

    @Test
    void manyAtOnceAreOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<LaneObservation> one = () -> database.prepare(database.access("public", false, "USAGE"));

            var answers =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> one).toList());

            for (var answer : answers) {
                assertThat(secrets(answer.get()))
                        .isEqualTo(secrets(answers.getFirst().get()));
            }
            assertThat(database.secrets.versions)
                    .as("the admin's and two for each login")
                    .hasSize(5);
        }
    }

    private static DatabaseSecrets secrets(LaneObservation answer) {
        assertThat(answer).isInstanceOf(LaneObservation.DatabasePrepared.class);
        return ((LaneObservation.DatabasePrepared) answer).secrets();
    }
}
