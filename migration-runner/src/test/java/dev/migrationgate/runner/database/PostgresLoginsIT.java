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
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which passwords are good when: a new one never takes the serving revision's away. */
class PostgresLoginsIT {
    @TempDir
    static Path folder;

    private static PasswordServer server;

    private final PreparedDatabase database = server.nextDatabase();
    private final DatabaseAccess access = database.access("ledger", false, "USAGE", "CREATE");

    @BeforeAll
    static void startServer() throws IOException {
        server = PasswordServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void aRotationLeavesTheServingPasswordUntilTheNext() throws Exception {
        DatabaseSecrets first = database.prepared(access);
        DatabaseSecrets second = rotated("one");

        assertThat(List.of(second.migrator(), second.runtime())).doesNotContain(first.migrator(), first.runtime());
        assertThat(rotated("one")).as("asked for again").isEqualTo(second);
        for (String version : List.of(first.runtime(), second.runtime(), first.migrator(), second.migrator())) {
            database.login(version).close();
        }
        DatabaseSecrets third = rotated("two");
        assertThatThrownBy(() -> database.login(first.runtime()).close()).hasMessageContaining("password");
        database.login(second.runtime()).close();
        database.login(third.runtime()).close();
        assertThat(database.prepared(access)).isEqualTo(third);
    }

    @Test
    void bothLoginsAreOneRole() throws Exception {
        DatabaseSecrets first = database.prepared(access);
        DatabaseSecrets second = rotated("one");

        try (Connection before = database.login(first.runtime());
                Connection after = database.login(second.runtime());
                Connection migration = database.login(second.migrator())) {
            run(before, "CREATE TABLE mine (id int)");
            run(after, "ALTER TABLE mine ADD COLUMN n int; CREATE TABLE later (id int)");
            run(migration, "CREATE TABLE payment (id int)");
            run(before, "DROP TABLE later; INSERT INTO payment VALUES (1)");
            assertThat(text(before, "SELECT tableowner FROM pg_tables WHERE tablename = 'payment'"))
                    .isEqualTo(database.roles().owner().name());
        }
        assertThat(database.drift(access)).isEmpty();
    }

    @Test
    void theSameLoginIsKeptAsAJdbcAddress() throws Exception {
        DatabaseSecrets ready = database.prepared(access);
        String address = database.secrets.read(ready.runtimeJdbc().orElseThrow());

        assertThat(address).startsWith("jdbc:postgresql://127.0.0.1:").contains("user=", "password=mgpw_");
        try (Connection connection = DriverManager.getConnection(address)) {
            assertThat(text(connection, "SELECT session_user"))
                    .isEqualTo(database.roles().runtime().name());
        }
    }

    @Test
    void whatAnEarlierVersionMadeGoesOnServing() throws Exception {
        DatabaseSecrets first = database.prepared(access);
        String role = database.roles().runtime().quoted();
        // Its mark had no JDBC address, no login and no rotation.
        database.admin("COMMENT ON ROLE " + role + " IS 'migration-gate secret=" + first.runtime()
                + " address=127.0.0.1:5432 applied=v2-0 epoch=1'");

        DatabaseSecrets again = database.prepared(access);

        assertThat(again.runtime()).isNotEqualTo(first.runtime());
        database.login(first.runtime()).close();
        database.login(again.runtime()).close();
    }

    @Test
    void aCommentThatSomebodyWroteDoesNotCostTheServingPassword() throws Exception {
        DatabaseSecrets first = database.prepared(access);
        database.admin("COMMENT ON ROLE " + database.roles().runtime().quoted() + " IS 'team payments'");

        DatabaseSecrets again = database.prepared(access);

        database.login(first.runtime()).close();
        database.login(again.runtime()).close();
    }

    @Test
    void aLoginThatWasMadeAnewGetsAPassword() throws Exception {
        database.prepared(access);
        rotated("one");
        String second = Roles.second(database.roles().runtime()).quoted();
        database.inside("DROP OWNED BY " + second);
        database.admin("DROP ROLE " + second);

        assertThat(database.prepare(new DatabaseAccess(
                        "Database/x",
                        database.name(),
                        List.of(),
                        "ledger",
                        List.of("USAGE", "CREATE"),
                        List.of("not_there"),
                        false,
                        "URL",
                        false)))
                .as("the role is made, and then it fails")
                .isInstanceOf(LaneObservation.DatabaseFailed.class);

        DatabaseSecrets again = database.prepared(access);

        database.login(again.runtime()).close();
    }

    @Test
    void aSharedMigratorsRotationShutsOutTheRuntimeRolesOldPasswordToo() throws Exception {
        DatabaseSecrets separate = database.prepared(database.access("public", false, "USAGE"));
        for (String id : List.of("one", "two")) {
            database.prepared(database.shared("USAGE"), false, Optional.of(id));
        }

        assertThatThrownBy(() -> database.login(separate.runtime()).close()).hasMessageContaining("password");
    }

    @Test
    void theServerNeverSeesAPassword() throws Exception {
        DatabaseSecrets ready = database.prepared(access);
        String address = database.secrets.read(ready.runtime());
        String password = address.substring(address.lastIndexOf(':', address.indexOf('@')) + 1, address.indexOf('@'));

        assertThat(password).startsWith("mgpw_").hasSize(45);
        database.admin("SELECT 1");
        try (Connection admin = DriverManager.getConnection(database.maintenance(), "postgres", "postgres")) {
            assertThat(text(
                            admin,
                            "SELECT rolpassword FROM pg_authid WHERE rolname = '"
                                    + database.roles().runtime().name() + "'"))
                    .startsWith("SCRAM-SHA-256$")
                    .doesNotContain(password);
        }
    }

    private DatabaseSecrets rotated(String id) {
        return database.prepared(access, false, Optional.of(id)).secrets();
    }
}
