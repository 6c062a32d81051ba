package dev.migrationgate.quickstart.fleet;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.deployer.DeployerMain;
import dev.migrationgate.emulator.EmulatorMain;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ingest.IngestMain;
import dev.migrationgate.quickstart.platform.Cluster;
import dev.migrationgate.quickstart.platform.JavaProgram;
import dev.migrationgate.quickstart.platform.Loopback;
import dev.migrationgate.quickstart.platform.PostgresAccess;
import dev.migrationgate.quickstart.platform.Program;
import dev.migrationgate.quickstart.stack.AdminSecret;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Ready;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.stack.TopicsReady;
import dev.migrationgate.runner.RunnerMain;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole system as a team would run it, each part a process of its own: brokers, registry, PostgreSQL, the cloud emulator,
 * ingest, runners, deployers.
 */
public final class Fleet implements AutoCloseable {
    private static final int PARTITIONS = 6;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path state;
    private final Shape shape;
    private final Cluster cluster;
    private final int cloudPort = Loopback.port("cloud emulator", 0);
    private final int ingestPort = Loopback.port("ingest", 0);
    private final Map<String, Integer> management = new LinkedHashMap<>();
    private final Map<String, JavaProgram> programs = new LinkedHashMap<>();
    private final GoogleCloud google;

    private Fleet(Path state, Shape shape, Cluster cluster) throws InterruptedException {
        this.state = state;
        this.shape = shape;
        this.cluster = cluster;
        cluster.brokers().forEach(broker -> programs.put(broker.name(), broker));
        var layout = new Layout(PARTITIONS, cluster.copies(), cluster.copiesInSync());
        TopicsReady.prepare(cluster.bootstrapServers(), cluster.registryUrl(), layout);
        add("cloud-emulator", EmulatorMain.class, emulator()).start();
        awaitReady(List.of("cloud-emulator"));
        this.google = GoogleCloud.open(Optional.of(cloud()));
        String adminSecret = AdminSecret.keep(google.secrets(), cluster.postgres());
        String images = management("cloud-emulator").toString();
        KeyPair requests = KeyPair.ofRequests(state).keep();
        Map<String, String> ingest = new HashMap<>(requests.ingest());
        ingest.put("PORT", Integer.toString(ingestPort));
        ingest.put("IMAGE_REGISTRY_ENDPOINT", images);
        add("manifest-ingest", IngestMain.class, ingest);
        KeyPair gate = KeyPair.ofGate(state).keep();
        Map<String, String> own = new HashMap<>(gate.runner());
        own.putAll(requests.believed());
        own.put("DATABASE_SERVERS", "*=" + cluster.postgres().jdbcUrl(PostgresAccess.ADMIN_DATABASE));
        own.put("DATABASE_ADMIN_SECRET", adminSecret);
        for (int i = 1; i <= shape.runners(); i++) {
            add("migration-runner-" + i, RunnerMain.class, own);
        }
        for (int i = 1; i <= shape.deployers(); i++) {
            add("service-deployer-" + i, DeployerMain.class, gate.deployer());
        }
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @param options the checkout, and the state folder, which should be new
     * @param shape how many of each
     */
    public static Fleet start(StackOptions options, Shape shape) throws InterruptedException {
        Cluster cluster = Cluster.start(options.state(), options.registryHome(), shape.brokers(), START_LIMIT);
        try {
            Fleet system = new Fleet(options.state(), shape, cluster);
            system.programs.values().forEach(JavaProgram::start);
            system.awaitReady();
            return system;
        } catch (RuntimeException | InterruptedException e) {
            Thread.interrupted();
            cluster.close();
            throw e;
        }
    }

    private JavaProgram add(String name, Class<?> main, Map<String, String> own) {
        int port = Loopback.port(name, 0);
        management.put(name, port);
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "SCHEMA_REGISTRY_URL", cluster.registryUrl().toString(),
                "GOOGLE_CLOUD_ENDPOINT", cloud().toString(),
                "STATE_DIRECTORY", state.resolve(name).resolve("streams").toString(),
                "INSTANCE_ID", name,
                "STREAM_THREADS", "1",
                "INTERNAL_REPLICATION", Integer.toString(cluster.copies()),
                "MANAGEMENT_PORT", Integer.toString(port)));
        environment.putAll(own);
        String service = name.replaceFirst("-[0-9]$", "");
        environment.putAll(shape.settings().getOrDefault(service, Map.of()));
        JavaProgram program = cluster.program(name, shape.heapMegabytes(service), main, environment);
        programs.put(name, program);
        return program;
    }

    private Map<String, String> emulator() {
        return Map.of(
                "EMULATOR_PORT", Integer.toString(cloudPort),
                "EMULATOR_STATE_DIR", state.resolve("cloud").toString(),
                "EMULATOR_IMAGES_DIR", images().toString());
    }

    /** Waits until every service says that it is ready. */
    public void awaitReady() throws InterruptedException {
        awaitReady(List.copyOf(management.keySet()));
    }

    private void awaitReady(List<String> names) throws InterruptedException {
        try (Ready ready = new Ready(START_LIMIT)) {
            for (String name : names) {
                ready.await(name, management.getOrDefault(name, 0));
            }
        }
    }

    /** Waits until registry and PostgreSQL answer; what asks them itself does not wait as services do. */
    public void awaitStores() {
        cluster.awaitStores(START_LIMIT);
    }

    /** All processes that may be disturbed, by name. */
    public Map<String, Program> programs() {
        Map<String, Program> all = new HashMap<>(programs);
        cluster.stores().forEach(store -> all.put(store.name(), store));
        return all;
    }

    /** The runners and deployers, which read topics. */
    public List<JavaProgram> readers() {
        return programs.values().stream()
                .filter(program -> program.name().startsWith("migration-runner")
                        || program.name().startsWith("service-deployer"))
                .toList();
    }

    /** The brokers. */
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    /** Base address of the registry's Confluent API. */
    public URI registry() {
        return cluster.registryUrl();
    }

    /** Base address of ingest. */
    public URI ingest() {
        return URI.create("http://127.0.0.1:" + ingestPort);
    }

    /** Where the emulator takes fault plans. */
    public URI faults() {
        return management("cloud-emulator").resolve("/v1/faults");
    }

    /** Where a service answers for its health and metrics, by the name of its process. */
    public URI management(String name) {
        return URI.create("http://127.0.0.1:" + management.get(name));
    }

    private URI cloud() {
        return URI.create("http://127.0.0.1:" + cloudPort);
    }

    /** Clients of the emulator. */
    public GoogleCloud google() {
        return google;
    }

    /** The pair of keys with which ingest signs what it asks for. */
    public KeyPair requestKey() {
        return KeyPair.ofRequests(state);
    }

    /** The pair of keys with which the runners say that a migration succeeded. */
    public KeyPair gateKey() {
        return KeyPair.ofGate(state);
    }

    /** Root of the images that the emulator runs. */
    public Path images() {
        return state.resolve("images");
    }

    /** The emulator's record. */
    public Path record() {
        return state.resolve("cloud").resolve("audit.jsonl");
    }

    @Override
    public void close() {
        google.close();
        cluster.close();
    }
}
