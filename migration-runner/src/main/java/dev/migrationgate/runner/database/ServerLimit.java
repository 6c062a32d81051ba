package dev.migrationgate.runner.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many databases of a server are prepared at once. Each takes two connections; a burst of deployments would
 * use up those that the server's services need. Safe for several threads.
 */
final class ServerLimit {
    /** More at once were not quicker, even on an idle server. */
    private static final int AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** SQLSTATE of the server's own limit, which passes. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final int atOnce;
    private final Duration patience;

    ServerLimit() {
        this(AT_ONCE, PATIENCE);
    }

    ServerLimit(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /**
     * Waits for a place; {@link #leave} gives it back.
     *
     * @throws SQLException state 53300: none became free in time, or the process stops
     */
    void enter(Server server) throws SQLException {
        try {
            if (places(server).tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new SQLException(
                "already " + atOnce + " databases of " + server.address() + " are being prepared",
                TOO_MANY_CONNECTIONS);
    }

    void leave(Server server) {
        places(server).release();
    }

    private Semaphore places(Server server) {
        return places.computeIfAbsent(server.place(), _ -> new Semaphore(atOnce));
    }
}
