package dev.migrationgate.tests.ground;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** Broker, registry, PostgreSQL and cloud emulator, each in a container, in a network of their own. */
record PlatformContainers(
        Network network,
        KafkaContainer kafka,
        GenericContainer<?> registry,
        GenericContainer<?> postgres,
        GenericContainer<?> emulator) {
    /** Within the network. */
    static final String BROKER = "kafka:19092";

    static final String REGISTRY = "http://registry:8080/apis/ccompat/v7";
    static final String CLOUD = "http://emulator:8700";
    static final String IMAGES = "http://emulator:" + Images.MANAGEMENT_PORT;
    static final String DATABASES = "*=jdbc:postgresql://postgres:5432/postgres";
    static final String ADMINISTRATOR = "projects/gate/secrets/database-administrator/versions/1";

    static final Duration START_LIMIT = Duration.ofMinutes(5);
    static final String POSTGRES = "postgres:18";

    /** For the services that tests deploy, and their candidates. */
    private static final List<Integer> SERVICE_PORTS =
            IntStream.range(8800, 8812).boxed().toList();

    private static final String SERVICES = "emulator";
    private static final String DATABASE_HOST = "postgres";
    private static final int DATABASE_PORT = 5432;

    private static final int GRACE_SECONDS = 30;
    private static final String ENGINE = "/var/run/docker.sock";
    private static final int REGISTRY_PORT = 8080;
    private static final int CLOUD_PORT = 8700;

    static PlatformContainers start() {
        Network network = Network.newNetwork();
        var containers = new PlatformContainers(
                network, broker(network), registry(network), postgres(network), emulator(network));
        Startables.deepStart(containers.kafka, containers.registry, containers.postgres, containers.emulator)
                .join();
        return containers;
    }

    private static KafkaContainer broker(Network network) {
        return new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
                .withNetwork(network)
                .withListener(BROKER)
                .withStartupTimeout(START_LIMIT);
    }

    private static GenericContainer<?> registry(Network network) {
        return named(network, "registry", "apicurio/apicurio-registry:3.3.3")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects")
                        .forPort(REGISTRY_PORT)
                        .withStartupTimeout(START_LIMIT));
    }

    private static GenericContainer<?> postgres(Network network) {
        return named(network, DATABASE_HOST, POSTGRES)
                .withEnv("POSTGRES_PASSWORD", "postgres")
                .withExposedPorts(DATABASE_PORT)
                .waitingFor(Wait.forListeningPorts(DATABASE_PORT).withStartupTimeout(START_LIMIT));
    }

    /** With the engine's socket: migrations and services are containers beside it. */
    private static GenericContainer<?> emulator(Network network) {
        GenericContainer<?> emulator = named(network, SERVICES, Images.of("cloud-emulator"))
                .withEnv("EMULATOR_HOST", "0.0.0.0")
                .withEnv("EMULATOR_STATE_DIR", "/tmp/state")
                .withEnv("EMULATOR_SECRETS_DIR", "/secrets")
                .withEnv("EMULATOR_BACKEND", "docker")
                .withEnv("EMULATOR_DOCKER_NETWORK", network.getId())
                .withEnv("EMULATOR_SERVICES_HOST", "0.0.0.0")
                .withEnv("EMULATOR_SERVICES_NAME", SERVICES)
                .withEnv("EMULATOR_SERVICES_PORTS", SERVICE_PORTS.getFirst() + "-" + SERVICE_PORTS.getLast())
                .withEnv("HOST", "0.0.0.0")
                .withEnv("MANAGEMENT_PORT", Integer.toString(Images.MANAGEMENT_PORT))
                .withCopyToContainer(Transferable.of("postgres:postgres"), "/secrets/gate/database-administrator")
                .withCreateContainerCmdModifier(PlatformContainers::withEngine)
                .waitingFor(Images.ready());
        emulator.addExposedPorts(CLOUD_PORT, Images.MANAGEMENT_PORT);
        SERVICE_PORTS.forEach(emulator::addExposedPort);
        return emulator;
    }

    /** The engine's socket belongs to root. */
    private static void withEngine(CreateContainerCmd command) {
        HostConfig host = Optional.ofNullable(command.getHostConfig()).orElseGet(HostConfig::newHostConfig);
        command.withUser("0").withHostConfig(host.withBinds(Bind.parse(ENGINE + ":" + ENGINE)));
    }

    private static GenericContainer<?> named(Network network, String name, String image) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network)
                .withNetworkAliases(name);
    }

    URI registryUrl() {
        return Images.address(registry, REGISTRY_PORT).resolve("/apis/ccompat/v7");
    }

    URI cloud() {
        return Images.address(emulator, CLOUD_PORT);
    }

    /** An address of a deployed service or a database within the network, as this process reaches it; any other as it is. */
    URI reachable(URI address) {
        GenericContainer<?> container = switch (address.getHost()) {
            case SERVICES -> emulator;
            case DATABASE_HOST -> postgres;
            default -> null;
        };
        if (container == null) {
            return address;
        }
        String there = container.getHost() + ":" + container.getMappedPort(address.getPort());
        return URI.create(address.toString().replace(address.getHost() + ":" + address.getPort(), there));
    }

    void stop() {
        // Testcontainers would kill it, and it takes what it runs for services with it only when it is asked to end.
        emulator.getDockerClient()
                .stopContainerCmd(emulator.getContainerId())
                .withTimeout(GRACE_SECONDS)
                .exec();
        emulator.stop();
        registry.stop();
        postgres.stop();
        kafka.stop();
        network.close();
    }
}
