package dev.migrationgate.tests.ground;

import dev.migrationgate.quickstart.stack.KeyPair;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The services, each in its own image. */
record ServiceContainers(
        GenericContainer<?> ingest,
        GenericContainer<?> runner,
        GenericContainer<?> deployer,
        GenericContainer<?> ledger) {
    private static final int INGEST_PORT = 8080;
    private static final int LEDGER_PORT = 8084;
    private static final String SECRETS = "/secrets/";
    private static final String REQUEST_KEY = SECRETS + "request-key.pem";
    private static final String GATE_KEY = SECRETS + "gate-key.pem";
    private static final String AUDIT_KEY = SECRETS + "audit-key.pem";

    /** What ingest signs with, the runner, and the ledger. */
    record Keys(KeyPair requests, KeyPair gate, KeyPair audit) {
        /** Draws them. */
        static Keys in(Path folder) {
            return new Keys(
                    KeyPair.ofRequests(folder).keep(),
                    KeyPair.ofGate(folder).keep(),
                    KeyPair.ofAudit(folder).keep());
        }
    }

    static ServiceContainers start(PlatformContainers platform, Keys keys) {
        var services = new ServiceContainers(
                ingest(platform, keys.requests),
                runner(platform, keys),
                deployer(platform, keys.gate),
                ledger(platform, keys.audit));
        Startables.deepStart(services.ingest, services.runner, services.deployer, services.ledger)
                .join();
        return services;
    }

    private static GenericContainer<?> ingest(PlatformContainers platform, KeyPair requests) {
        return asksWhoCalls(service(platform, "manifest-ingest", INGEST_PORT))
                .withEnv("IMAGE_REGISTRY_ENDPOINT", PlatformContainers.IMAGES)
                .withEnv("REQUEST_SIGNING_KEY", "file:" + REQUEST_KEY)
                .withEnv("REQUEST_PUBLIC_KEYS", "file:" + REQUEST_KEY + ".pub")
                .withCopyFileToContainer(readable(requests.secret()), REQUEST_KEY)
                .withCopyFileToContainer(readable(requests.open()), REQUEST_KEY + ".pub");
    }

    private static GenericContainer<?> runner(PlatformContainers platform, Keys keys) {
        return service(platform, "migration-runner")
                .withEnv("REQUEST_PUBLIC_KEYS", "file:" + REQUEST_KEY + ".pub")
                .withCopyFileToContainer(readable(keys.requests.open()), REQUEST_KEY + ".pub")
                .withEnv("GATE_SIGNING_KEY", "file:" + GATE_KEY)
                .withEnv("GATE_PUBLIC_KEY", "file:" + GATE_KEY + ".pub")
                .withEnv("DATABASE_SERVERS", PlatformContainers.DATABASES)
                .withEnv("DATABASE_ADMIN_SECRET", PlatformContainers.ADMINISTRATOR)
                .withCopyFileToContainer(readable(keys.gate.secret()), GATE_KEY)
                .withCopyFileToContainer(readable(keys.gate.open()), GATE_KEY + ".pub");
    }

    private static GenericContainer<?> deployer(PlatformContainers platform, KeyPair gate) {
        return service(platform, "service-deployer")
                .withEnv("GATE_PUBLIC_KEYS", "file:" + GATE_KEY + ".pub")
                .withCopyFileToContainer(readable(gate.open()), GATE_KEY + ".pub");
    }

    private static GenericContainer<?> ledger(PlatformContainers platform, KeyPair audit) {
        return asksWhoCalls(service(platform, "deployment-ledger", LEDGER_PORT))
                .withEnv("PORT", Integer.toString(LEDGER_PORT))
                .withEnv("AUDIT_KEY", "file:" + AUDIT_KEY)
                .withEnv("AUDIT_PUBLIC_KEY", "file:" + AUDIT_KEY + ".pub")
                .withCopyFileToContainer(readable(audit.secret()), AUDIT_KEY)
                .withCopyFileToContainer(readable(audit.open()), AUDIT_KEY + ".pub");
    }

    private static GenericContainer<?> service(PlatformContainers platform, String name, int... ports) {
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
        for (int port : ports) {
            service.addExposedPort(port);
        }
        return service;
    }

    /** Who listens where others reach it has to ask. */
    private static GenericContainer<?> asksWhoCalls(GenericContainer<?> service) {
        return service.withEnv("CONNECTIONS_FILE", SECRETS + "connections.yaml")
                .withCopyToContainer(
                        Transferable.of("callers:\n  tokensFile: " + SECRETS + "tokens.yaml\n"),
                        SECRETS + "connections.yaml")
                .withCopyToContainer(Transferable.of(Tokens.file()), SECRETS + "tokens.yaml");
    }

    /** The services' user is not the one who wrote it. */
    private static MountableFile readable(Path file) {
        return MountableFile.forHostPath(file, 0444);
    }

    URI ingestAddress() {
        return Images.address(ingest, INGEST_PORT);
    }

    URI ledgerAddress() {
        return Images.address(ledger, LEDGER_PORT);
    }

    URI runnerAddress() {
        return Images.address(runner, Images.MANAGEMENT_PORT);
    }

    void stop() {
        ledger.stop();
        deployer.stop();
        runner.stop();
        ingest.stop();
    }
}
