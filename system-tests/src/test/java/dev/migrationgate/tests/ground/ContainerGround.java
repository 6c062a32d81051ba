package dev.migrationgate.tests.ground;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Every part in a container, the services in their own images. */
final class ContainerGround implements Ground {
    private static final int HTTP_PORT = 8080;
    private static final String SECRETS = "/secrets/";

    private final PlatformContainers platform;
    private final GoogleCloud google;
    private final GenericContainer<?> ingest;
    private final GenericContainer<?> runner;
    private final GenericContainer<?> deployer;

    private ContainerGround(PlatformContainers platform, KeyPair gate) {
        this.platform = platform;
        this.google = GoogleCloud.open(Optional.of(platform.cloud()));
        this.ingest = service("manifest-ingest")
                .withEnv("IMAGE_REGISTRY_ENDPOINT", PlatformContainers.IMAGES)
                .withEnv("CONNECTIONS_FILE", SECRETS + "connections.yaml")
                .withCopyToContainer(
                        Transferable.of("callers:\n  tokensFile: " + SECRETS + "tokens.yaml\n"),
                        SECRETS + "connections.yaml")
                .withCopyToContainer(Transferable.of(Tokens.file()), SECRETS + "tokens.yaml");
        ingest.addExposedPort(HTTP_PORT);
        this.runner = service("migration-runner")
                .withEnv("GATE_SIGNING_KEY", "file:" + SECRETS + "gate-key.pem")
                .withEnv("GATE_PUBLIC_KEY", "file:" + SECRETS + "gate-key.pem.pub")
                .withEnv("DATABASE_SERVERS", PlatformContainers.DATABASES)
                .withEnv("DATABASE_ADMIN_SECRET", PlatformContainers.ADMINISTRATOR)
                .withCopyFileToContainer(readable(gate.secret()), SECRETS + "gate-key.pem")
                .withCopyFileToContainer(readable(gate.open()), SECRETS + "gate-key.pem.pub");
        this.deployer = service("service-deployer")
                .withEnv("GATE_PUBLIC_KEYS", "file:" + SECRETS + "gate-key.pem.pub")
                .withCopyFileToContainer(readable(gate.open()), SECRETS + "gate-key.pem.pub");
    }

    static ContainerGround start(Path state) throws InterruptedException {
        PlatformContainers platform = PlatformContainers.start();
        TopicsReady.prepare(platform.kafka().getBootstrapServers(), platform.registryUrl(), new Layout(4, 1, 1));
        var ground = new ContainerGround(platform, KeyPair.ofGate(state).keep());
        Startables.deepStart(List.of(ground.ingest, ground.runner, ground.deployer))
                .join();
        return ground;
    }

    private GenericContainer<?> service(String name) {
        GenericContainer<?> service = new GenericContainer<>(DockerImageName.parse(Images.of(name)))
                .withNetwork(platform.network())
                .withNetworkAliases(name)
                .withEnv(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        PlatformContainers.BROKER,
                        "SCHEMA_REGISTRY_URL",
                        PlatformContainers.REGISTRY,
                        "GOOGLE_CLOUD_ENDPOINT",
                        PlatformContainers.CLOUD,
                        "STATE_DIRECTORY",
                        "/tmp/state",
                        "INSTANCE_ID",
                        name + "-1",
                        "HOST",
                        "0.0.0.0",
                        "MANAGEMENT_PORT",
                        Integer.toString(Images.MANAGEMENT_PORT)))
                .waitingFor(Images.ready());
        service.addExposedPort(Images.MANAGEMENT_PORT);
        return service;
    }

    /** The services' user is not the one who wrote it. */
    private static MountableFile readable(Path file) {
        return MountableFile.forHostPath(file, 0444);
    }

    private static URI address(GenericContainer<?> container, int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    @Override
    public URI ingest() {
        return address(ingest, HTTP_PORT);
    }

    @Override
    public URI runner() {
        return address(runner, Images.MANAGEMENT_PORT);
    }

    @Override
    public String bootstrapServers() {
        return platform.kafka().getBootstrapServers();
    }

    @Override
    public URI registry() {
        return platform.registryUrl();
    }

    @Override
    public GoogleCloud google() {
        return google;
    }

    @Override
    public Optional<String> token(String role) {
        return Optional.of(Tokens.of(role));
    }

    @Override
    public URI reachable(URI address) {
        return address(platform.emulator(), address.getPort()).resolve(address.getPath());
    }

    @Override
    public Stack stack() {
        throw new IllegalStateException("this test looks into the embedded platform, and -Dplatform=containers is set");
    }

    @Override
    public void close() {
        google.close();
        deployer.stop();
        runner.stop();
        ingest.stop();
        platform.stop();
    }
}
