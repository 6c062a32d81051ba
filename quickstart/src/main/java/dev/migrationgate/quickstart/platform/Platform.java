package dev.migrationgate.quickstart.platform;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry and PostgreSQL, running. All listen on the loopback address only, and all keep their data in one state
 * directory, which a later platform goes on with, also after this process was killed.
 */
public final class Platform implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Platform.class);

    private final StateDirectory state;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedPostgres postgres;

    private Platform(
            StateDirectory state, EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedPostgres postgres) {
        this.state = state;
        this.broker = broker;
        this.registry = registry;
        this.postgres = postgres;
    }

    /**
     * Starts all parts at once and waits until each is ready. Processes that an earlier, killed platform left behind in the
     * same state directory are ended first.
     *
     * @param options where and on which ports
     * @return the running platform, to be closed after everything that uses it
     * @throws PlatformException if another platform uses the state directory, or a part does not come up; the others are
     *     stopped then
     */
    public static Platform start(PlatformOptions options) {
        StateDirectory state = StateDirectory.open(options.state());
        var started = new ConcurrentLinkedDeque<AutoCloseable>();
        started.push(state);
        try (ExecutorService parts = Executors.newFixedThreadPool(3)) {
            Duration limit = options.startLimit();
            var registry = launch(
                    parts,
                    started,
                    "registry",
                    () -> EmbeddedRegistry.start(state, options.registryHome(), options.registryPort(), limit));
            var postgres = launch(
                    parts, started, "postgres", () -> EmbeddedPostgres.start(state, options.postgresPort(), limit));
            var broker = launch(
                    parts,
                    started,
                    "broker",
                    () -> options.guarded()
                            ? EmbeddedBroker.startGuarded(state.folder("broker"), options.brokerPort())
                            : EmbeddedBroker.start(state.folder("broker"), options.brokerPort()));
            return new Platform(state, broker.get(), registry.get(), postgres.get());
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            // The executor is closed by now, so every part has either come up or failed.
            started.forEach(Platform::closeAfterFailure);
            throw failure(e);
        }
    }

    private static <T extends AutoCloseable> Future<T> launch(
            ExecutorService parts, ConcurrentLinkedDeque<AutoCloseable> started, String name, Callable<T> start) {
        return parts.submit(() -> {
            long begin = System.nanoTime();
            T part = start.call();
            started.push(part);
            LOGGER.atInfo()
                    .addKeyValue("part", name)
                    .addKeyValue(
                            "millis",
                            Duration.ofNanos(System.nanoTime() - begin).toMillis())
                    .log("part ready");
            return part;
        });
    }

    private static void closeAfterFailure(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOGGER.atWarn().setCause(e).log("a part did not stop after a failed start");
        }
    }

    private static PlatformException failure(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return switch (e) {
            case PlatformException known -> known;
            case ExecutionException wrapped when wrapped.getCause() instanceof PlatformException known -> known;
            default -> new PlatformException("The platform did not start: " + e.getMessage(), e);
        };
    }

    /** The broker's address for clients, as {@code host:port}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The address of the broker's listener that holds to access rules, where it has one. */
    public Optional<String> guardedServers() {
        return broker.guardedServers();
    }

    /** The base address of the registry's Confluent-compatible API. */
    public URI registryUrl() {
        return registry.url();
    }

    /** How to reach PostgreSQL as its administrator. */
    public PostgresAccess postgres() {
        return postgres.access();
    }

    /** Stops the broker, the registry and PostgreSQL, each within a limit, then gives up the state directory. */
    @Override
    public void close() {
        try (state;
                postgres;
                registry;
                broker) {
            LOGGER.atInfo().log("platform stops");
        }
    }
}
