package dev.migrationgate.runner.database;

import static dev.migrationgate.runner.database.PreparedDatabase.run;
import static dev.migrationgate.runner.database.PreparedDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.Tenure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, each with an administrator that the other does not know. */
class AdministratorsIT {
    private static final String ONE = "projects/p/secrets/one/versions/1";
    private static final String TWO = "projects/p/secrets/two/versions/latest";

    @TempDir
    static Path folder;

    private static PasswordServer first;
    private static PasswordServer second;

    private final FakeSecretStore secrets = new FakeSecretStore();
    private final Administrators administrators = new Administrators(secrets);
    private final Servers servers = Servers.parse(
            "Database/one=" + first.address() + ";Database/two=" + second.address() + " admin=" + TWO,
            Optional.of(ONE));

    @BeforeAll
    static void startServers() throws Exception {
        first = PasswordServer.start(Files.createDirectory(folder.resolve("first")));
        second = PasswordServer.start(Files.createDirectory(folder.resolve("second")));
        create(first, "admin_one");
        create(second, "admin_two");
    }

    @AfterAll
    static void stopServers() throws Exception {
        first.close();
        second.close();
    }

    @BeforeEach
    void keepSecrets() throws SQLException {
        password(first, "admin_one", "first");
        password(second, "admin_two", "second");
        secrets.versions.put(ONE, "admin_one:first");
        secrets.versions.put(TWO, "admin_two:second");
    }

    @Test
    void eachServerIsEnteredByItsOwnAdministratorWhoseSecretIsReadOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            administrators.ping(servers);
            assertThat(whoEnters("Database/one")).isEqualTo("admin_one");
            assertThat(whoEnters("Database/two")).isEqualTo("admin_two");
        }

        assertThat(secrets.reads).hasValue(2);
    }

    @Test
    void aPasswordThatWasChangedTogetherWithItsSecretIsReadAnew() throws Exception {
        assertThat(whoEnters("Database/two")).isEqualTo("admin_two");
        password(second, "admin_two", "third");
        secrets.versions.put(TWO, "admin_two:third");

        assertThat(whoEnters("Database/two")).isEqualTo("admin_two");

        assertThat(whoEnters("Database/two")).isEqualTo("admin_two");
        assertThat(secrets.reads).hasValue(2);
    }

    @Test
    void aRefusedLoginIsReadOnceMoreAndThenTheServersAnswerCounts() throws Exception {
        assertThat(whoEnters("Database/two")).isEqualTo("admin_two");
        password(second, "admin_two", "third");

        assertThatThrownBy(() -> whoEnters("Database/two"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));

        assertThat(secrets.reads).hasValue(2);
        assertThatThrownBy(() -> administrators.ping(servers))
                .hasMessageContaining(":" + second.port() + ": ")
                .hasMessageNotContaining(":" + first.port() + ": ");
    }

    @Test
    void databasesArePreparedEachOnItsOwnServer() throws Exception {
        assertThat(prepare("one")).isInstanceOf(LaneObservation.DatabasePrepared.class);
        assertThat(prepare("two")).isInstanceOf(LaneObservation.DatabasePrepared.class);

        assertThat(databases(first)).isEqualTo("1");
        assertThat(databases(second)).isEqualTo("1");
    }

    @Test
    void aWrongCredentialOfOneServerIsTheReasonThereAndLeavesTheOtherAlone() {
        secrets.versions.put(TWO, "admin_two:wrong");

        assertThat(prepare("two"))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message())
                                .contains("Database/two", "password authentication failed", "28P01"));
        assertThat(prepare("one")).isInstanceOf(LaneObservation.DatabasePrepared.class);
    }

    @Test
    void aSecretOfAnotherFormIsTheReasonAndNotRepeated() {
        secrets.versions.put(TWO, "hunter2");

        assertThat(prepare("two"))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message())
                                .isEqualTo("the administrator's secret " + TWO + " must hold user:password"));
    }

    @Test
    void aDatabaseWithoutAnEntryIsRefused() {
        assertThat(prepare("three"))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message())
                                .contains("no server is configured for Database/three", "DATABASE_SERVERS"));
    }

    private String whoEnters(String databaseId) throws SQLException, Refusal {
        try (Connection connection =
                administrators.connect(servers.of(databaseId).orElseThrow(), "postgres")) {
            return text(connection, "SELECT current_user");
        }
    }

    private LaneObservation prepare(String name) {
        var preparer = new PostgresPreparer(servers, administrators, Set.of(), secrets, new SecureRandom());
        var access = new DatabaseAccess(
                "Database/" + name, "db_" + name, List.of(), "public", List.of(), List.of(), false, "URL", false);
        return preparer.prepare(new PrepareDatabase(
                new Tenure("d", 1, 1), "o/u/e/p/payment-api", "p", access, false, Optional.empty()));
    }

    private static String databases(PasswordServer server) throws SQLException {
        try (Connection connection = server.administrator()) {
            return text(connection, "SELECT count(*) FROM pg_database WHERE datname LIKE 'db\\_%'");
        }
    }

    private static void create(PasswordServer server, String user) throws SQLException {
        try (Connection connection = server.administrator()) {
            run(connection, "CREATE ROLE " + user + " LOGIN SUPERUSER");
        }
    }

    private static void password(PasswordServer server, String user, String password) throws SQLException {
        try (Connection connection = server.administrator()) {
            run(connection, "ALTER ROLE " + user + " PASSWORD '" + password + "'");
        }
    }
}
