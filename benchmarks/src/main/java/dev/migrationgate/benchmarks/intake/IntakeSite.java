package dev.migrationgate.benchmarks.intake;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.ingest.IngestMain;
import dev.migrationgate.quickstart.platform.Cluster;
import dev.migrationgate.quickstart.platform.Loopback;
import dev.migrationgate.quickstart.platform.Pace;
import dev.migrationgate.quickstart.stack.Ready;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A broker, a registry and ingest, each a process of its own, with the JVM's defaults. PostgreSQL is there as well, and idle. */
final class IntakeSite implements AutoCloseable {
    private static final String INGEST = "manifest-ingest";
    private static final int HEAP_MEGABYTES = 1_024;
    private static final String IMAGE =
            "{region}-docker.pkg.dev/{cloudProject}/{registry}/{name}:{version}@sha256:" + "0".repeat(64);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** As many as the demonstration's; one broker has one copy, and acks=all waits for it. */
    private static final Layout LAYOUT = new Layout(4, 1, 1);

    private final Path state;
    private final Cluster cluster;
    private final int port = Loopback.port(INGEST, 0);

    private IntakeSite(Path state, Cluster cluster) {
        this.state = state;
        this.cluster = cluster;
    }

    /**
     * Starts all, and waits until ingest is ready.
     *
     * @param key what posts are signed with; nobody else may call
     */
    static IntakeSite start(StackOptions options, byte[] key) throws IOException, InterruptedException {
        Cluster cluster = Cluster.start(options.state(), options.registryHome(), 1, Pace.SUSTAINED, START_LIMIT);
        try {
            var site = new IntakeSite(options.state(), cluster);
            TopicsReady.prepare(cluster.bootstrapServers(), cluster.registryUrl(), LAYOUT);
            site.startIngest(connections(options.state(), key));
            return site;
        } catch (RuntimeException | IOException | InterruptedException e) {
            Thread.interrupted();
            cluster.close();
            throw e;
        }
    }

    private static Path connections(Path state, byte[] key) throws IOException {
        Path secret = Files.writeString(
                state.resolve("signing-key"), "whsec_" + Base64.getEncoder().encodeToString(key));
        return Files.writeString(state.resolve("connections.yaml"), """
                callers:
                  signers:
                    - name: bench
                      secrets: ["file:%s"]
                      role: deployer
                """.formatted(secret));
    }

    private void startIngest(Path connections) throws InterruptedException {
        int management = Loopback.port("ingest's management", 0);
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "SCHEMA_REGISTRY_URL", cluster.registryUrl().toString(),
                "INSTANCE_ID", INGEST,
                "CONNECTIONS_FILE", connections.toString(),
                // Signed posts have a quarter as many places as this, because a sender is known only with the body.
                "MAX_IN_FLIGHT", "2048",
                // By digest: there is no registry to ask.
                "IMAGE_PATTERN", IMAGE,
                "PORT", Integer.toString(port),
                "MANAGEMENT_PORT", Integer.toString(management));
        cluster.program(INGEST, HEAP_MEGABYTES, IngestMain.class, environment).start();
        try (Ready ready = new Ready(START_LIMIT)) {
            ready.await(INGEST, management);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    ProcessorTime processors() throws IOException {
        return ProcessorTime.now(state);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
