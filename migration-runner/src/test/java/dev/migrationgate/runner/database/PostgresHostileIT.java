package dev.migrationgate.runner.database;

import static dev.migrationgate.runner.database.PreparedDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.LaneObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands where a name for PostgreSQL belongs: it is refused by its name, and the server stays as it is. */
class PostgresHostileIT {
    private static final int TRIES = 300;
    private static final List<String> PRIVILEGES = List.of(
            "USAGE", "CREATE", "SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "TRIGGER", "EXECUTE", "ALL");
    /** Without UNICODE_CASE: letters beyond ASCII have no case here. */
    private static final Pattern PRIVILEGE = Pattern.compile(String.join("|", PRIVILEGES), Pattern.CASE_INSENSITIVE);

    private static final List<Connection> SESSIONS = new ArrayList<>();

    private static Path folder;
    private static PasswordServer server;
    private static PreparedDatabase victim;
    private static HostileNames names;

    @BeforeContainer
    static void start() throws IOException, SQLException {
        folder = Files.createTempDirectory("hostile");
        server = PasswordServer.start(folder);
        victim = server.nextDatabase();
        var secrets = victim.prepared(access(victim.name(), List.of(), "ledger", List.of("USAGE"), List.of()));
        try (Connection migrator = victim.login(secrets.migrator())) {
            run(migrator, "CREATE TABLE ledger.booking (id int)");
        }
        SESSIONS.add(server.administrator());
        SESSIONS.add(server.administrator(victim.name()));
        names = new HostileNames(reserved());
    }

    @AfterContainer
    static void stop() throws IOException, SQLException {
        for (Connection session : SESSIONS) {
            session.close();
        }
        server.close();
        Files.delete(folder.resolve("pg_hba.conf"));
        Files.delete(folder);
    }

    @Property(tries = TRIES)
    void noHostileDatabaseIsMade(@ForAll("hostile") String name) throws SQLException {
        refused(name, access(name, List.of(), "ledger", List.of(), List.of()));
    }

    @Property(tries = TRIES)
    void noHostileOtherDatabaseIsMade(@ForAll("hostile") String name) throws SQLException {
        refused(name, access(victim.name(), List.of("reports", name), "ledger", List.of(), List.of()));
    }

    @Property(tries = TRIES)
    void noHostileSchemaIsMade(@ForAll("hostile") String name) throws SQLException {
        refused(name, access(victim.name(), List.of(), name, List.of(), List.of()));
    }

    @Property(tries = TRIES)
    void noHostileExtensionIsEnabled(@ForAll("breaking") String name) throws SQLException {
        refused(name, access(victim.name(), List.of(), "ledger", List.of(), List.of("pgcrypto", name)));
    }

    @Property(tries = TRIES)
    void noHostileExtensionIsEnabledEvenIfItIsAllowed(@ForAll("breaking") String name) {
        assertThatThrownBy(() -> Identifier.extension(name))
                .isInstanceOfSatisfying(Refusal.class, refusal -> mustName(refusal.getMessage(), name));
    }

    @Property(tries = TRIES)
    void noHostilePrivilegeIsGranted(@ForAll("hostilePrivileges") String name) throws SQLException {
        refused(name, access(victim.name(), List.of(), "ledger", List.of("USAGE", name, "select"), List.of()));
    }

    /** That the server stays as it is would hold for snapshots that see nothing, too. */
    @Example
    void whatAHarmlessNameChangesIsSeen() throws SQLException {
        Catalogues before = Catalogues.of(SESSIONS);

        victim.prepared(access(victim.name(), List.of(), "app_harmless", List.of("USAGE"), List.of("pg_trgm")));
        victim.prepared(access("app_harmless", List.of(), "public", List.of(), List.of()));

        assertThat(Catalogues.of(SESSIONS).rows())
                .filteredOn(row -> !before.rows().contains(row))
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .contains("database", "role", "member", "setting", "next", "schema", "extension");
    }

    @Provide
    Arbitrary<String> hostile() {
        return names.hostile();
    }

    @Provide
    Arbitrary<String> breaking() {
        return names.breaking();
    }

    @Provide
    Arbitrary<String> hostilePrivileges() {
        Arbitrary<String> others = Arbitraries.of(
                "",
                "TRUNCATE",
                "MAINTAIN",
                "CONNECT",
                "ALL PRIVILEGES",
                "GRANT",
                "NONE",
                "PUBLIC",
                "\u017felect",
                "\u0131nsert");
        Arbitrary<String> extended = Combinators.combine(
                        Arbitraries.of(PRIVILEGES),
                        Arbitraries.of(
                                " ",
                                ",",
                                ", CREATE",
                                " (id)",
                                ";",
                                "\n",
                                "\u0000",
                                "\u200b",
                                " ON TABLE x TO PUBLIC; --"))
                .as(String::concat);
        return Arbitraries.oneOf(names.hostile(), HostileNames.harmless(), others, extended)
                .filter(name -> !PRIVILEGE.matcher(name).matches());
    }

    private static DatabaseAccess access(
            String database, List<String> others, String schema, List<String> privileges, List<String> extensions) {
        return new DatabaseAccess(
                "Database/x", database, others, schema, privileges, extensions, false, "DATABASE_URL", false);
    }

    private static void refused(String name, DatabaseAccess access) throws SQLException {
        Catalogues before = Catalogues.of(SESSIONS);
        int secrets = victim.secrets.versions.size();

        LaneObservation answer = victim.prepare(access);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseFailed.class, failed -> mustName(failed.message(), name));
        assertThat(Catalogues.of(SESSIONS)).isEqualTo(before);
        assertThat(victim.secrets.versions).hasSize(secrets);
    }

    /** All of a name that can be seen stands in the message, and the rest by its code; of a long one, enough to find it. */
    private static void mustName(String message, String name) {
        assertThat(message).matches("[ -~]+").hasSizeLessThan(1_000);
        String start = name.substring(0, Math.min(60, name.length()));
        assertThat(message).contains(start.split("[^ -~]|\\\\", -1));
        start.chars()
                .filter(c -> c < ' ' || c > '~')
                .forEach(c -> assertThat(message).contains(String.format("\\u%04x", c)));
    }

    private static List<String> reserved() throws SQLException {
        try (var statement = SESSIONS.getFirst().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') ORDER BY 1")) {
            List<String> words = new ArrayList<>();
            while (rows.next()) {
                words.add(rows.getString(1));
            }
            return words;
        }
    }
}
