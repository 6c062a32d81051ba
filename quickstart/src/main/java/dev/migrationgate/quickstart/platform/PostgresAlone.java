package dev.migrationgate.quickstart.platform;

import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL server without the rest of the platform, in a state directory of its own. */
public final class PostgresAlone implements AutoCloseable {
    private final StateDirectory state;
    private final EmbeddedPostgres postgres;

    private PostgresAlone(StateDirectory state, EmbeddedPostgres postgres) {
        this.state = state;
        this.postgres = postgres;
    }

    /**
     * Starts the server on a free port and waits until it lets its administrator in.
     *
     * @param directory where everything is kept; created if absent
     * @param limit how long it may take to answer, the first initialisation not counted
     * @return the running server, to be closed
     * @throws PlatformException if the directory is in use, or the server does not come up
     */
    public static PostgresAlone start(Path directory, Duration limit) {
        StateDirectory state = StateDirectory.open(directory.toAbsolutePath().normalize());
        try {
            return new PostgresAlone(state, EmbeddedPostgres.start(state, 0, limit));
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** How to reach the server as its administrator. */
    public PostgresAccess access() {
        return postgres.access();
    }

    /** Stops the server, cutting its connections, and gives the directory up. */
    @Override
    public void close() {
        try (state;
                postgres) {
            // In this order, backwards.
        }
    }
}
