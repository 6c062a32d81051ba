package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.Endpoint;
import dev.migrationgate.emulator.backend.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container of the engine, and what is known of it. Thread safe. */
final class DockerContainer implements Container {
    private static final Logger LOGGER = LoggerFactory.getLogger(DockerContainer.class);

    private final Engine engine;
    private final Path folder;
    private final String name;
    private volatile @Nullable Ending ended;
    private volatile @Nullable Endpoint endpoint;

    private DockerContainer(Engine engine, Path folder, String name) {
        this.engine = engine;
        this.folder = folder;
        this.name = name;
    }

    /** Takes a container to its end, in a thread of its own, if that is not known already. */
    static DockerContainer follow(Engine engine, Path folder, String name) {
        DockerContainer container = new DockerContainer(engine, folder, name);
        container.ended = KnownEnding.read(folder).orElse(null);
        if (container.ended == null) {
            Follower follower = new Follower(engine, name, folder, container::listens, container::ended);
            // Not a virtual thread: the client waits in native code, which would keep its carrier.
            Thread.ofPlatform().daemon().name("container-", 0).start(follower);
        }
        return container;
    }

    private void listens(Endpoint where) {
        endpoint = where;
    }

    private void ended(Ending how) {
        ended = how;
    }

    @Override
    public Optional<Ending> ending() {
        return Optional.ofNullable(ended);
    }

    @Override
    public Instant startedAt() {
        try {
            Path started = folder.resolve(Follower.STARTED);
            return Files.getLastModifiedTime(Files.exists(started) ? started : folder)
                    .toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    @Override
    public void signal(Signal signal) {
        if (ended != null) {
            return;
        }
        try {
            engine.client().killContainerCmd(name).withSignal(signal.name()).exec();
        } catch (NotFoundException | ConflictException e) {
            LOGGER.atDebug().addKeyValue("container", name).log("does not run");
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("container", name).setCause(e).log("cannot signal a container");
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    @Override
    public String toString() {
        return name;
    }
}
