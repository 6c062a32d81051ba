package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as a child process: the real one, with the contributed extensions, reached over loopback TCP with a
 * password.
 */
public final class EmbeddedPostgres implements Program, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "postgres";
    static final String USER = "postgres";

    private final StateDirectory state;
    private final PostgresCommands commands;
    private final Path data;
    private final PostgresAccess access;
    private ChildProcess process;

    private EmbeddedPostgres(StateDirectory state, PostgresCommands commands, Path data, PostgresAccess access)
            throws IOException {
        this.state = state;
        this.commands = commands;
        this.data = data;
        this.access = access;
        this.process = begun();
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
            var access =
                    new PostgresAccess(Loopback.HOST, port, USER, PostgresData.password(folder.resolve("password")));
            Path data = PostgresData.initialized(commands, folder);
            var server = new EmbeddedPostgres(state, commands, data, access);
            server.awaitReady(limit);
            return server;
        } catch (IOException e) {
            throw new PlatformException("PostgreSQL could not be set up in " + folder + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("PostgreSQL's start was interrupted", e);
        }
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

    private ChildProcess begun() throws IOException {
        // Every process of an earlier server has been ended; a later process may by chance have the number in it.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        return ChildProcess.start(state, NAME, commands.builder("postgres", settings(data, access.port())));
    }

    private void awaitReady(Duration limit) {
        try {
            awaitAnswer(limit);
        } catch (PlatformException e) {
            close();
            throw e;
        }
    }

    /**
     * Waits until the server lets its administrator in.
     *
     * @param limit how long, at most
     * @throws PlatformException if it does not
     */
    void awaitAnswer(Duration limit) {
        Readiness.await(process, limit, this::answers);
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

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        if (!process.isAlive()) {
            try {
                process = begun();
            } catch (IOException e) {
                throw new PlatformException("PostgreSQL cannot be started again: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** With all the server's processes: one that is left over would keep the next server from its data. */
    @Override
    public void kill() {
        process.killAll();
    }

    @Override
    public void freeze() throws InterruptedException {
        process.freeze();
    }

    @Override
    public void resume() throws InterruptedException {
        process.resume();
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
