package dev.migrationgate.runner.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL server where only the administrator is trusted; every other login must prove its password. */
final class PasswordServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private int databases;

    private PasswordServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts a server on a free port; its rules are kept in the folder. */
    static PasswordServer start(Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        return new PasswordServer(EmbeddedPostgres.builder()
                .setServerConfig("hba_file", rules.toString())
                // It writes on its own account, which a test that nothing was written would take for ours.
                .setServerConfig("autovacuum", "off")
                .start());
    }

    /** A database that is not there yet, of a name that no other has. */
    PreparedDatabase nextDatabase() {
        return new PreparedDatabase(port(), "db" + databases++);
    }

    int port() {
        return postgres.getPort();
    }

    /** Its own database, for the configuration of servers. */
    String address() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    /** The administrator's session on the server's own database. */
    Connection administrator() throws SQLException {
        return administrator("postgres");
    }

    /** The administrator's session on any database of the server. */
    Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database, "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
