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

    /**
     * Waits for a place; {@link #leave} gives it back.
     *
     * @throws SQLException state 53300: none was free for a minute, or the process stops
     */
    void enter(Server server) throws SQLException {
        Semaphore free = places.computeIfAbsent(server.place(), _ -> new Semaphore(AT_ONCE));
        try {
            if (free.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new SQLException(
                "already " + AT_ONCE + " databases of " + server.address() + " are being prepared",
                TOO_MANY_CONNECTIONS);
    }

    void leave(Server server) {
        places.computeIfAbsent(server.place(), _ -> new Semaphore(AT_ONCE)).release();
    }
}
