package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.Tenure;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One application's database, its secrets, and what prepares it. */
final class PreparedDatabase {
    static final String ADMIN = "projects/p/secrets/admin/versions/1";

    private static final Set<String> EXTENSIONS = Set.of("uuid-ossp", "pgcrypto", "pg_trgm", "not_there");

    final FakeSecretStore secrets = new FakeSecretStore();
    private final int port;
    private final String name;

    PreparedDatabase(int port, String name) {
        this.port = port;
        this.name = name;
        secrets.versions.put(ADMIN, "postgres:postgres\n");
    }

    String name() {
        return name;
    }

    DatabaseAccess access(String schema, boolean skipSchema, String... privileges) {
        List<String> extensions = List.of("uuid-ossp", "pgcrypto", "pg_trgm");
        return new DatabaseAccess(
                "Database/x", name, List.of(), schema, List.of(privileges), extensions, skipSchema, "URL", false);
    }

    /** Job and service are one user. */
    DatabaseAccess shared(String... privileges) {
        return new DatabaseAccess(
                "Database/x", name, List.of(), "public", List.of(privileges), List.of(), false, "URL", true);
    }

    /** With further logical databases. */
    DatabaseAccess besides(List<String> others) {
        return new DatabaseAccess(
                "Database/x", name, others, "public", List.of("USAGE"), List.of(), false, "URL", false);
    }

    DatabaseSecrets prepared(DatabaseAccess access) {
        return prepared(access, false, Optional.empty()).secrets();
    }

    /** What the preparation changed. */
    List<String> changes(DatabaseAccess access) {
        return prepared(access, false, Optional.empty()).changes();
    }

    LaneObservation.DatabasePrepared prepared(DatabaseAccess access, boolean anew, Optional<String> rotation) {
        LaneObservation answer = preparer(maintenance()).prepare(effect("payment-api", access, 1, anew, rotation));
        assertThat(answer).isInstanceOf(LaneObservation.DatabasePrepared.class);
        return (LaneObservation.DatabasePrepared) answer;
    }

    /** Through another port, which leads to the same server. */
    LaneObservation prepareAt(int another, DatabaseAccess access, Optional<String> rotation) {
        return preparer("jdbc:postgresql://127.0.0.1:" + another + "/postgres")
                .prepare(effect("payment-api", access, 1, false, rotation));
    }

    int port() {
        return port;
    }

    /** Prepared on the same server, reached under another name. */
    DatabaseSecrets preparedAt(String host, DatabaseAccess access) {
        LaneObservation answer = prepare("jdbc:postgresql://" + host + ":" + port + "/postgres", "payment-api", access);
        assertThat(answer).isInstanceOf(LaneObservation.DatabasePrepared.class);
        return ((LaneObservation.DatabasePrepared) answer).secrets();
    }

    LaneObservation prepare(DatabaseAccess access) {
        return prepare("payment-api", access);
    }

    LaneObservation prepare(String application, DatabaseAccess access) {
        return prepare("jdbc:postgresql://127.0.0.1:" + port + "/postgres", application, access);
    }

    LaneObservation prepare(String server, String application, DatabaseAccess access) {
        return prepare(server, application, access, 1);
    }

    /** In another epoch of the lane. */
    LaneObservation prepare(DatabaseAccess access, long epoch) {
        return prepare("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "payment-api", access, epoch);
    }

    private LaneObservation prepare(String server, String application, DatabaseAccess access, long epoch) {
        return preparer(server).prepare(effect(application, access, epoch, false, Optional.empty()));
    }

    static PrepareDatabase effect(
            String application, DatabaseAccess access, long epoch, boolean anew, Optional<String> rotation) {
        return new PrepareDatabase(new Tenure("d", 1, epoch), "o/u/e/p/" + application, "p", access, anew, rotation);
    }

    PostgresPreparer preparer(String server) {
        return new PostgresPreparer(
                servers(server), new Administrators(secrets), EXTENSIONS, secrets, new SecureRandom());
    }

    static Servers servers(String server) {
        return Servers.parse("Database/*=" + server, Optional.of(ADMIN));
    }

    /** What is found in the application's database that is not as declared. */
    List<String> drift(DatabaseAccess access) throws Exception {
        Server server = servers(maintenance()).of("Database/x").orElseThrow();
        Plan plan = Plan.of("o/u/e/p/payment-api", "p", access, server, EXTENSIONS);
        try (Connection connection = new Administrators(secrets).connect(server, name)) {
            return new DriftCheck(plan, connection).findings();
        }
    }

    /** Inside the application's database, by the administrator. */
    void inside(String sql) throws SQLException {
        try (Connection admin = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", "postgres")) {
            run(admin, sql);
        }
    }

    Roles roles() {
        return Roles.of("o/u/e/p/payment-api", "Database/x", name);
    }

    /** A connection with nothing but what the secret version says. */
    Connection login(String version) throws SQLException {
        var parts = Pattern.compile("postgresql://([^:]+):([^@]+)@(.*)").matcher(secrets.read(version));
        assertThat(parts.matches()).isTrue();
        return DriverManager.getConnection("jdbc:postgresql://" + parts.group(3), parts.group(1), parts.group(2));
    }

    /** Done by the administrator. */
    void admin(String sql) throws SQLException {
        try (Connection admin = DriverManager.getConnection(maintenance(), "postgres", "postgres")) {
            run(admin, sql);
        }
    }

    /** What is written down about the database. */
    String comment() throws SQLException {
        try (Connection admin = DriverManager.getConnection(maintenance(), "postgres", "postgres")) {
            return text(
                    admin,
                    "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + name + "'");
        }
    }

    String maintenance() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A number that rises with every transaction that writes anything, in whichever database of the server. */
    long writes() throws SQLException {
        try (Connection admin = DriverManager.getConnection(maintenance(), "postgres", "postgres")) {
            return Long.parseLong(text(admin, "SELECT pg_snapshot_xmax(pg_current_snapshot())"));
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
