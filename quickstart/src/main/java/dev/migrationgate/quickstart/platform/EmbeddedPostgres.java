package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as a child process: the real one, with the contributed extensions, reached over loopback TCP with a
 * password.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "postgres";
    private static final String USER = "postgres";

    private final PostgresCommands commands;
    private final Path data;
    private final ChildProcess process;
    private final PostgresAccess access;

    private EmbeddedPostgres(PostgresCommands commands, Path data, ChildProcess process, PostgresAccess access) {
        this.commands = commands;
        this.data = data;
        this.process = process;
        this.access = access;
    }

    /**
     * Starts the server and waits until it accepts the administrator; with the same data again it goes on where it was, even
     * after a kill and on another port.
     *
     * @param state where programs, data and log are
     * @param wantedPort the port, 0 for the one of the last start, or any free one
     * @param limit how long it may take to answer, the first initialisation not counted
     * @return the running server
     * @throws PlatformException if it does not come up
     */
    static EmbeddedPostgres start(StateDirectory state, int wantedPort, Duration limit) {
        Path folder = state.folder(NAME);
        try {
            int port = Loopback.keptPort(NAME, wantedPort, folder.resolve("port"));
            var commands = new PostgresCommands(PostgresBinaries.unpackedTo(folder.resolve("programs")), folder);
            var access = new PostgresAccess(Loopback.HOST, port, USER, password(folder.resolve("password")));
            Path data = initialized(commands, folder);
            // Every process of an earlier server has been ended; a later process may by chance have the number in it.
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            var process = ChildProcess.start(state, NAME, commands.builder("postgres", settings(data, port)));
            var server = new EmbeddedPostgres(commands, data, process, access);
            server.awaitReady(limit);
            return server;
        } catch (IOException e) {
            throw new PlatformException("PostgreSQL could not be set up in " + folder + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("PostgreSQL's start was interrupted", e);
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, HexFormat.of().formatHex(random));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    /** A kill in the middle must not leave half a cluster under the final name. */
    private static Path initialized(PostgresCommands commands, Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        if (Files.exists(data)) {
            return data;
        }
        Path partial = folder.resolve("data.partial");
        PostgresBinaries.deleteTree(partial);
        String problem = commands.run(
                "initdb",
                List.of(
                        "--pgdata=" + partial,
                        "--username=" + USER,
                        "--pwfile=" + folder.resolve("password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        if (problem != null) {
            throw new PlatformException("PostgreSQL's initdb failed:\n" + problem);
        }
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        return data;
    }

    private static List<String> settings(Path data, int port) {
        return List.of(
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=" + Loopback.HOST,
                "-c",
                "port=" + port,
                // A socket's path may have 107 bytes only; a deep state directory has more.
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=100",
                "-c",
                "shared_buffers=32MB");
    }

    private void awaitReady(Duration limit) {
        try {
            Readiness.await(process, limit, this::answers);
        } catch (PlatformException e) {
            close();
            throw e;
        }
    }

    private boolean answers() {
        String url = access.jdbcUrl(PostgresAccess.ADMIN_DATABASE) + "?connectTimeout=5&loginTimeout=5";
        try (var connection = DriverManager.getConnection(url, access.user(), access.password())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false; // not listening yet, or still recovering
        }
    }

    /** How to reach the server as its administrator. */
    public PostgresAccess access() {
        return access;
    }

    /** The number of the server's first process. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server, cutting its connections. May be called twice. */
    @Override
    public void close() {
        if (process.isAlive()) {
            @Nullable String problem = stopFast();
            if (problem != null) {
                LOGGER.atWarn().addKeyValue("answer", problem).log("PostgreSQL does not stop by itself");
            }
        }
        process.close();
    }

    private @Nullable String stopFast() {
        try {
            return commands.run("pg_ctl", List.of("stop", "--pgdata=" + data, "--mode=fast", "--timeout=15"));
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
