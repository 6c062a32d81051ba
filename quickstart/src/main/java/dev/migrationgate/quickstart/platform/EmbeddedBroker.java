package dev.migrationgate.quickstart.platform;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka broker in this process: the real one, in KRaft mode, a node that is broker and controller. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** Half of the id of a cluster of several: any number, but the same for all. */
    private static final long CLUSTER = 0x6d6967726174696fL;

    private final KafkaRaftServer server;
    private final int port;
    private final Optional<Integer> guardedPort;

    private EmbeddedBroker(KafkaRaftServer server, int port, Optional<Integer> guardedPort) {
        this.server = server;
        this.port = port;
        this.guardedPort = guardedPort;
    }

    /**
     * Starts the broker; with the same data again it goes on where it was, even after a kill and on another port.
     *
     * @param data the log directory; formatted if it is not yet
     * @param wantedPort the port for clients, 0 for any free one
     * @return the running broker, ready for clients
     * @throws PlatformException if it does not start
     */
    public static EmbeddedBroker start(Path data, int wantedPort) {
        return start(data, Quorum.single(Loopback.port("broker", wantedPort)), 1);
    }

    /**
     * The same with a second listener, whose clients prove who they are (SCRAM-SHA-512) and may do what access rules allow and nothing else.
     * Whoever comes by the first one is the administrator.
     */
    public static EmbeddedBroker startGuarded(Path data, int wantedPort) {
        Quorum quorum = Quorum.single(Loopback.port("broker", wantedPort));
        return start(data, quorum, 1, Optional.of(Loopback.port("guarded broker", 0)));
    }

    /** Starts one node of a cluster, as {@link #start(Path, int)} does the only one. */
    static EmbeddedBroker start(Path data, Quorum quorum, int id) {
        return start(data, quorum, id, Optional.empty());
    }

    private static EmbeddedBroker start(Path data, Quorum quorum, int id, Optional<Integer> guardedPort) {
        int port = quorum.node(id).port();
        Properties settings = BrokerSettings.of(data, quorum, id);
        guardedPort.ifPresent(guarded -> settings.putAll(BrokerSettings.guarded(settings, guarded)));
        Exit.setHaltProcedure((code, message) -> halt(data, code, message));
        try {
            format(data, quorum, id);
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, port, guardedPort);
        } catch (Exception e) {
            throw new PlatformException("The broker on port " + port + " did not start: " + e.getMessage(), e);
        }
    }

    /** Kafka ends its process at once where it cannot write any more; here that is this whole process, so a person is told why. */
    @SuppressWarnings("SystemOut") // logging writes to the same disk
    private static void halt(Path data, int code, @Nullable String message) {
        System.err.printf(
                "%n✗ Kafka gave up%s: it could not write to %s. Is the disk full?%n"
                        + "  Nothing that was acknowledged is lost. Make room and start again; what is left running ends then.%n",
                message == null ? "" : " (" + message + ")", data);
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    /** What {@code kafka-storage.sh format --standalone} does for a static quorum. */
    private static void format(Path data, Quorum quorum, int id) throws Exception {
        Files.createDirectories(data);
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        var formatter = new Formatter()
                .setNodeId(id)
                .setClusterId(clusterId(quorum))
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(data.toString())
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setIgnoreFormatted(true);
        formatter.addDirectory(data.toString());
        formatter.run();
    }

    /** All nodes of a cluster must agree; one that is alone takes any. */
    private static String clusterId(Quorum quorum) {
        return quorum.nodes().size() == 1
                ? Uuid.randomUuid().toString()
                : new Uuid(CLUSTER, quorum.nodes().size()).toString();
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    /** Where clients connect that prove who they are, as {@code host:port}; empty: nobody has to. */
    public Optional<String> guardedServers() {
        return guardedPort.map(guarded -> Loopback.HOST + ":" + guarded);
    }

    /** Stops the broker, within a limit. May be called twice. */
    @Override
    public void close() {
        // Kafka waits as long as it takes; a stuck shutdown must not keep the caller from ending the other parts.
        Thread stopping = Thread.ofPlatform().daemon().name("broker-stop").start(this::stop);
        try {
            if (!stopping.join(STOP_LIMIT)) {
                LOGGER.atWarn().addKeyValue("limit", STOP_LIMIT).log("broker does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        server.shutdown();
        server.awaitShutdown();
    }
}
