package dev.migrationgate.quickstart.stack;

import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.emulator.registry.RegistryServer;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.platform.Loopback;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.platform.PlatformOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything, running. Close stops it in the reverse order of its start. */
public final class Stack implements AutoCloseable {
    private final StackOptions options;
    private final Closing closing;
    private final Platform platform;
    private final GoogleCloud google;
    private final Services.Addresses services;

    private Stack(
            StackOptions options, Closing closing, Platform platform, GoogleCloud google, Services.Addresses services) {
        this.options = options;
        this.closing = closing;
        this.platform = platform;
        this.google = google;
        this.services = services;
    }

    /**
     * Starts everything, going on with what the state folder holds.
     *
     * @param options where and with which ports
     * @param started told of each part that is ready
     * @throws PlatformException the state folder is in use, or a part does not start; nothing is left running then
     */
    public static Stack start(StackOptions options, Consumer<Part> started) throws InterruptedException {
        Closing closing = new Closing();
        try {
            return new Start(options, started, closing).all();
        } catch (InterruptedException | RuntimeException e) {
            // Closing waits for threads and processes, which an interrupt would cut short.
            boolean interrupted = Thread.interrupted() || e instanceof InterruptedException;
            closing.close();
            if (interrupted) {
                throw new InterruptedException("stopped while starting");
            }
            throw e;
        }
    }

    /** One start: what each step leaves for the next. */
    private record Start(StackOptions options, Consumer<Part> started, Closing closing) {

        Stack all() throws InterruptedException {
            Loopback.requireFree("ingest", options.ports().ingest());
            Loopback.requireFree("cloud emulator", options.ports().cloud());
            Loopback.requireFree("ledger", options.ports().ledger());
            long begin = System.nanoTime();
            Platform platform = closing.add(Platform.start(platformOptions()));
            Duration took = since(begin);
            started.accept(new Part("Kafka", platform.bootstrapServers(), took));
            started.accept(new Part("schema registry", platform.registryUrl().toString(), took));
            started.accept(new Part(
                    "PostgreSQL",
                    platform.postgres().host() + ":" + platform.postgres().port(),
                    took));
            begin = System.nanoTime();
            TopicsReady.prepare(platform);
            if (options.guarded()) {
                options.guard().prepare(platform);
            }
            started.accept(new Part("topics, schemas", "", since(begin)));
            begin = System.nanoTime();
            CloudEmulator emulator = closing.add(CloudEmulator.start(emulatorConfig()));
            URI cloud = emulator.endpoint();
            URI images = closing.add(RegistryServer.start(emulator.images())).endpoint();
            GoogleCloud google = closing.add(GoogleCloud.open(Optional.of(cloud)));
            String adminSecret = AdminSecret.keep(google.secrets(), platform.postgres());
            started.accept(new Part("cloud emulator", cloud.toString(), since(begin)));
            var services = new Services(options, platform, cloud, images, adminSecret).start(closing, started);
            return new Stack(options, closing, platform, google, services);
        }

        private EmulatorConfig emulatorConfig() {
            return new EmulatorConfig(options.ports().cloud(), options.state().resolve("cloud"), options.images())
                    .with(options.faults());
        }

        private PlatformOptions platformOptions() {
            Ports ports = options.ports();
            return PlatformOptions.in(options.state(), options.registryHome())
                    .withPorts(ports.kafka(), ports.registry(), ports.postgres())
                    .withGuard(options.guarded());
        }

        private static Duration since(long begin) {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    /** The broker, {@code host:port}. */
    public String bootstrapServers() {
        return platform.bootstrapServers();
    }

    /** The broker's listener that holds to access rules, {@code host:port}; empty: the stack is not guarded. */
    public Optional<String> guardedServers() {
        return platform.guardedServers();
    }

    /** Base address of the registry's Confluent API. */
    public URI registry() {
        return platform.registryUrl();
    }

    /** The pair of keys with which ingest signs what it asks for. */
    public KeyPair requestKey() {
        return KeyPair.ofRequests(options.state());
    }

    /** The pair of keys with which the runner says that a migration succeeded. */
    public KeyPair gateKey() {
        return KeyPair.ofGate(options.state());
    }

    /** The pair of keys with which the ledger signs what it recorded. */
    public KeyPair auditKey() {
        return KeyPair.ofAudit(options.state());
    }

    /** The file with which a principal connects to {@link #guardedServers()}. */
    public Path guardFile(Principal principal) {
        return options.guard().file(principal);
    }

    /** Clients of the cloud emulator. */
    public GoogleCloud google() {
        return google;
    }

    /** Base address of ingest. */
    public URI ingest() {
        return services.ingest().http();
    }

    /** The runner's address for health, metrics and lanes. */
    public URI runner() {
        return services.runner();
    }

    /** The deployer's address for health, metrics and rollouts. */
    public URI deployer() {
        return services.deployer();
    }

    /** Base address of the ledger, where the page is. */
    public URI ledger() {
        return services.ledger().http();
    }

    /** Where each service answers for its health and metrics. */
    public List<URI> management() {
        return services.management();
    }

    @Override
    public void close() {
        closing.close();
    }
}
