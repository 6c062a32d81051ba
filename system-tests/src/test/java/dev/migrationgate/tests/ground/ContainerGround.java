package dev.migrationgate.tests.ground;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** Every part in a container, the services in their own images. */
final class ContainerGround implements Ground {
    private static @Nullable ContainerGround shared;

    private final PlatformContainers platform;
    private final ServiceContainers services;
    private final GoogleCloud google;
    private final ServiceContainers.Keys keys;
    private final List<GenericContainer<?>> flags = new ArrayList<>();
    /** How many have asked for it so far, and when the newest did. */
    private int users;

    private Instant since = Instant.EPOCH;

    private ContainerGround(PlatformContainers platform, Path folder) throws InterruptedException {
        this.platform = platform;
        this.google = GoogleCloud.open(Optional.of(platform.cloud()));
        this.keys = ServiceContainers.Keys.in(folder);
        TopicsReady.prepare(platform.kafka().getBootstrapServers(), platform.registryUrl(), new Layout(4, 1, 1));
        this.services = ServiceContainers.start(platform, keys);
    }

    /** The one of this run. */
    static synchronized ContainerGround shared() throws InterruptedException {
        if (shared == null) {
            try {
                shared = new ContainerGround(
                        PlatformContainers.start(), Files.createTempDirectory(Path.of("target"), "keys"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        shared.users++;
        shared.since = Instant.now();
        return shared;
    }

    /** Stops the one of this run, if there is one. */
    static synchronized void stopShared() {
        if (shared != null) {
            shared.google.close();
            shared.services.stop();
            shared.flags.forEach(GenericContainer::stop);
            shared.platform.stop();
            shared = null;
        }
    }

    @Override
    public URI ingest() {
        return services.ingestAddress();
    }

    @Override
    public URI runner() {
        return services.runnerAddress();
    }

    @Override
    public URI ledger() {
        return services.ledgerAddress();
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
        return platform.reachable(address);
    }

    @Override
    public KeyPair requestKey() {
        return keys.requests();
    }

    @Override
    public KeyPair gateKey() {
        return keys.gate();
    }

    @Override
    public Path auditKey() {
        return keys.audit().open();
    }

    @Override
    public Flag flag(Path folder, String name) {
        return new NamedFlag(platform.network(), name + "-" + users, flags);
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public String key(String name) {
        return name + "-" + users;
    }

    @Override
    public Stack stack() {
        throw new IllegalStateException("this test looks into the embedded platform, and -Dplatform=containers is set");
    }

    /** Goes on for the next test; {@link SharedContainers} stops it. */
    @Override
    public void close() {}
}
