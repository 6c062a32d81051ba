package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresPreparerIT {
    private static final String ADMIN = "projects/p/secrets/admin/versions/1";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static int databases;

    private final FakeSecretStore secrets = new FakeSecretStore();
    private final String database = "db" + databases++;

    @BeforeAll
    static void startServer() throws IOException {
        // The embedded server trusts everybody unless told otherwise; our logins must prove their passwords.
        Path rules = Files.writeString(folder.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("hba_file", rules.toString())
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void keepAdminSecret() {
        secrets.versions.put(ADMIN, "postgres:postgres\n");
    }

    @Test
    void whatTheMigratorCreatesTheRuntimeRoleMayUseButNotChange() throws Exception {
        DatabaseSecrets ready = prepared(access("public", false, "USAGE"));

        try (Connection migrator = login(ready.migrator());
                Connection runtime = login(ready.runtime())) {
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
        DatabaseSecrets ready = prepared(access("ledger", false, "USAGE", "CREATE"));

        try (Connection runtime = login(ready.runtime())) {
            run(runtime, "CREATE TABLE ledger.mine (id int)");
        }
        DatabaseSecrets skipped = prepared(access("later", true, "USAGE"));
        try (Connection migrator = login(skipped.migrator());
                Connection runtime = login(skipped.runtime())) {
            assertThat(text(migrator, "SELECT count(*) FROM pg_namespace WHERE nspname = 'later'"))
                    .isEqualTo("0");
            run(migrator, "CREATE SCHEMA later; CREATE TABLE later.thing (id int)");
            run(runtime, "INSERT INTO thing VALUES (1)");
        }
    }

    @Test
    void aPreparedDatabaseStaysAsItIs() {
        DatabaseSecrets first = prepared(access("public", false, "USAGE"));
        int kept = secrets.versions.size();
        prepared(access("public", false, "USAGE"));
        long begun = System.nanoTime();

        DatabaseSecrets again = prepared(access("public", false, "USAGE"));

        assertThat(again).isEqualTo(first);
        assertThat(secrets.versions).hasSize(kept);
        assertThat((System.nanoTime() - begun) / 1_000_000).as("milliseconds").isLessThan(500);
    }

    @Test
    void aPrivilegeThatIsNoLongerDeclaredIsTakenBack() throws Exception {
        DatabaseSecrets ready = prepared(access("public", false, "USAGE"));
        try (Connection migrator = login(ready.migrator())) {
            run(migrator, "CREATE TABLE payment (id int)");
        }

        prepared(access("public", false, "USAGE", "SELECT"));

        try (Connection runtime = login(ready.runtime())) {
            assertThat(text(runtime, "SELECT count(*) FROM payment")).isEqualTo("0");
            assertThatThrownBy(() -> run(runtime, "INSERT INTO payment VALUES (1)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aSecretThatIsGoneIsReplacedTogetherWithThePassword() throws Exception {
        DatabaseSecrets first = prepared(access("public", false, "USAGE"));
        secrets.versions.remove(first.runtime());

        DatabaseSecrets again = prepared(access("public", false, "USAGE"));

        assertThat(again.migrator()).isEqualTo(first.migrator());
        assertThat(again.runtime()).isNotEqualTo(first.runtime());
        login(again.runtime()).close();
    }

    @Test
    void manyAtOnceAreOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<LaneObservation> one = () -> prepare(access("public", false, "USAGE"));

            var answers =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> one).toList());

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.getFirst().get());
            }
            assertThat(secrets.versions)
                    .as("the admin's and one for each login")
                    .hasSize(3);
        }
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
        var asDatabase = new DatabaseAccess("Database/x", name, "public", List.of(), List.of(), false, "URL");
        var asSchema = new DatabaseAccess("Database/x", database, name, List.of(), List.of(), false, "URL");
        var asExtension = new DatabaseAccess("Database/x", database, "public", List.of(), List.of(name), false, "URL");
        var asPrivilege = new DatabaseAccess("Database/x", database, "public", List.of(name), List.of(), false, "URL");

        for (DatabaseAccess access : List.of(asDatabase, asSchema, asExtension, asPrivilege)) {
            assertThat(prepare(access)).isInstanceOf(LaneObservation.DatabaseFailed.class);
        }
        assertThat(secrets.versions).hasSize(1);
    }

    @Test
    void anotherApplicationsSchemaIsRefused() {
        prepared(access("ledger", false, "USAGE"));

        var answer = preparer().prepare(new PrepareDatabase("d", 1, "o/u/e/p/other", "p", access("ledger", false)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class,
                        failed -> assertThat(failed.message()).contains("not to this application"));
    }

    @Test
    void wrongCredentialsFailAndAServerThatIsAwayIsAskedAgain() {
        secrets.versions.put(ADMIN, "nobody:wrong");
        assertThat(prepare(access("public", false))).isInstanceOf(LaneObservation.DatabaseFailed.class);

        var away = new PostgresPreparer(
                Servers.parse("*=jdbc:postgresql://127.0.0.1:1/postgres"),
                Optional.of(ADMIN),
                Set.of("uuid-ossp", "pgcrypto"),
                secrets,
                new SecureRandom());
        assertThat(away.prepare(effect(access("public", false)))).isInstanceOf(LaneObservation.DatabaseUnclear.class);
    }

    private DatabaseAccess access(String schema, boolean skip, String... privileges) {
        List<String> extensions = List.of("uuid-ossp", "pgcrypto");
        return new DatabaseAccess("Database/x", database, schema, List.of(privileges), extensions, skip, "URL");
    }

    private DatabaseSecrets prepared(DatabaseAccess access) {
        LaneObservation answer = prepare(access);
        assertThat(answer).isInstanceOf(LaneObservation.DatabasePrepared.class);
        return ((LaneObservation.DatabasePrepared) answer).secrets();
    }

    private LaneObservation prepare(DatabaseAccess access) {
        return preparer().prepare(effect(access));
    }

    private static PrepareDatabase effect(DatabaseAccess access) {
        return new PrepareDatabase("d", 1, "o/u/e/p/payment-api", "p", access);
    }

    private PostgresPreparer preparer() {
        return new PostgresPreparer(
                Servers.parse("Database/*=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres"),
                Optional.of(ADMIN),
                Set.of("uuid-ossp", "pgcrypto"),
                secrets,
                new SecureRandom());
    }

    private Connection login(String version) throws SQLException {
        var parts = Pattern.compile("postgresql://([^:]+):([^@]+)@(.*)").matcher(secrets.read(version));
        assertThat(parts.matches()).isTrue();
        return DriverManager.getConnection("jdbc:postgresql://" + parts.group(3), parts.group(1), parts.group(2));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
