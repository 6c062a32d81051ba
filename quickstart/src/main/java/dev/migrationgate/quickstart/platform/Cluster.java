package dev.migrationgate.quickstart.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several brokers, a registry and PostgreSQL, each a process of its own, and whatever programs are added to them. All listen on
 * the loopback address only and keep their data in one state directory.
 */
public final class Cluster implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Cluster.class);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(200);

    private final StateDirectory state;
    private final Pace pace;
    private final Quorum quorum;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<JavaProgram> brokers;
    private final EmbeddedRegistry registry;
    private final EmbeddedPostgres postgres;

    private Cluster(StateDirectory state, Path registryHome, int size, Pace pace, Duration limit) {
        this.state = state;
        this.pace = pace;
        this.quorum = Quorum.of(size);
        this.brokers = quorum.nodes().stream().map(this::broker).toList();
        brokers.forEach(JavaProgram::start);
        this.postgres = add(EmbeddedPostgres.start(state, 0, limit));
        this.registry = add(EmbeddedRegistry.start(state, registryHome, 0, limit));
    }

    /** Starts a cluster of light processes, as the other {@code start} does. */
    public static Cluster start(Path root, Path registryHome, int size, Duration limit) throws InterruptedException {
        return start(root, registryHome, size, Pace.LIGHT, limit);
    }

    /**
     * Starts all and waits until each answers.
     *
     * @param root state directory, which must be new or of an ended cluster: brokers go on only on their former ports
     * @param registryHome the unpacked distribution of the registry
     * @param size how many brokers
     * @param pace what the brokers, and the programs that are added, are made for
     * @param limit how long each may take
     * @throws PlatformException if a part does not come up; the others are stopped then
     */
    public static Cluster start(Path root, Path registryHome, int size, Pace pace, Duration limit)
            throws InterruptedException {
        StateDirectory state = StateDirectory.open(root);
        Cluster cluster = null;
        try {
            cluster = new Cluster(state, registryHome, size, pace, limit);
            cluster.awaitBrokers(limit);
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            if (cluster == null) {
                StateDirectory.endAllOf(state);
            } else {
                cluster.close();
            }
            throw e;
        }
    }

    private JavaProgram broker(Quorum.Node node) {
        String name = "broker-" + node.id();
        String data = state.folder(name).resolve("data").toString();
        return program(
                name,
                pace.brokerMegabytes(),
                BrokerMain.class,
                Map.of(),
                data,
                quorum.toString(),
                Integer.toString(node.id()));
    }

    private void awaitBrokers(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            while (nodes(admin) < brokers.size()) {
                if (System.nanoTime() > end) {
                    throw new PlatformException("The brokers are not all there after " + limit.toSeconds() + " s.");
                }
                Thread.sleep(LOOK_PAUSE);
            }
        }
    }

    private static int nodes(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            LOGGER.atDebug().setCause(e).log("brokers do not answer yet");
            return 0;
        }
    }

    /**
     * Adds a program, which is ended before all that are there.
     *
     * @param name of its process, its folder and its log
     * @param heapMegabytes most that its heap may take
     * @param main class with the main method
     * @param environment variables beside those of this process
     * @param arguments of the main method
     * @return the program, not yet started
     */
    public JavaProgram program(
            String name, int heapMegabytes, Class<?> main, Map<String, String> environment, String... arguments) {
        return add(JavaProgram.of(state, name, pace, heapMegabytes, main, environment, arguments));
    }

    private <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** The brokers' processes. */
    public List<JavaProgram> brokers() {
        return brokers;
    }

    /** Registry and PostgreSQL. */
    public List<Program> stores() {
        return List.of(registry, postgres);
    }

    /**
     * Waits until registry and PostgreSQL answer, which must have been started.
     *
     * @param limit how long for each, at most
     * @throws PlatformException one does not
     */
    public void awaitStores(Duration limit) {
        registry.awaitAnswer(limit);
        postgres.awaitAnswer(limit);
    }

    /** How many brokers keep a copy of a record. */
    public int copies() {
        return quorum.copies();
    }

    /** How many of them must have a record before it counts as written. */
    public int copiesInSync() {
        return quorum.copiesInSync();
    }

    /** The brokers' addresses for clients. */
    public String bootstrapServers() {
        return quorum.bootstrapServers();
    }

    /** The base address of the registry's Confluent-compatible API. */
    public URI registryUrl() {
        return registry.url();
    }

    /** How to reach PostgreSQL as its administrator. */
    public PostgresAccess postgres() {
        return postgres.access();
    }

    /** Ends all, the last added first, and gives up the state directory. */
    @Override
    public void close() {
        try (state) {
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    LOGGER.atWarn().setCause(e).log("a part did not stop");
                }
            }
        }
    }
}
