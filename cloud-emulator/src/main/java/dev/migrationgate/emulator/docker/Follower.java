package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one container from wherever it is to its end: starts it, copies its output, notes how it ended, removes it. Each step can be done again,
 * so an emulator that is killed at any of them is followed by one that goes on.
 *
 * @param listens told where it listens
 * @param ended told its end, when all of its output is in its folder
 */
record Follower(Engine engine, String name, Path folder, Consumer<Endpoint> listens, Consumer<Ending> ended)
        implements Runnable {
    /** Its time is the container's start. */
    static final String STARTED = "started";

    private static final Logger LOGGER = LoggerFactory.getLogger(Follower.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final String DEFAULT_NETWORK = "bridge";
    private static final int KILLED = 128 + 9;

    @Override
    public void run() {
        Optional<Ending> ending = Optional.empty();
        while (ending.isEmpty()) {
            if (engine.closed()) {
                return; // a later emulator goes on
            }
            try {
                Optional<Ending> seen = seen();
                // Here, since what cannot be written, on a full disk for example, is tried again: a task must not stay
                // without an end.
                seen.ifPresent(known -> KnownEnding.write(folder, known));
                ending = seen;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                if (!engine.closed()) {
                    LOGGER.atWarn()
                            .addKeyValue("container", name)
                            .setCause(e)
                            .log("lost sight of a container, asking again");
                    pause();
                }
            }
        }
        end(ending.get());
    }

    private void end(Ending ending) {
        Lock lastSteps = engine.lastSteps();
        lastSteps.lock();
        try {
            ended.accept(ending);
            engine.remove(name);
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("container", name)
                    .setCause(e)
                    .log("left a container; the next start removes it");
        } finally {
            lastSteps.unlock();
        }
    }

    private Optional<Ending> seen() throws IOException, InterruptedException {
        try {
            return followed();
        } catch (NotFoundException e) {
            return Optional.of(new Ending.Vanished());
        }
    }

    /** Its end, or empty if it has to be looked at again. */
    private Optional<Ending> followed() throws IOException, InterruptedException {
        InspectContainerResponse found =
                engine.client().inspectContainerCmd(name).exec();
        if ("created".equals(found.getState().getStatus())) {
            return started();
        }
        if (Boolean.TRUE.equals(found.getState().getRunning())) {
            endpoint(found).ifPresent(listens);
        }
        new ContainerOutput(engine.client(), name, folder).copy();
        return ending(engine.client().inspectContainerCmd(name).exec().getState());
    }

    private Optional<Ending> started() throws IOException {
        try {
            engine.client().startContainerCmd(name).exec();
        } catch (DockerException e) {
            // First, so that nothing of it can run when its end is told.
            engine.remove(name);
            KnownEnding.refused(folder, e);
            return KnownEnding.read(folder);
        }
        if (!Files.exists(folder.resolve(STARTED))) {
            Files.createFile(folder.resolve(STARTED));
        }
        return Optional.empty();
    }

    private static Optional<Ending> ending(InspectContainerResponse.ContainerState state) {
        Long status = state.getExitCodeLong();
        if (Boolean.TRUE.equals(state.getRunning()) || status == null) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(state.getOOMKilled()) && status == KILLED) {
            return Optional.of(new Ending.OutOfMemory());
        }
        return Optional.of(KnownEnding.ofStatus(status.intValue()));
    }

    /**
     * Its own address, not a port of this machine that the engine passes on: the engine accepts connections there before anybody listens.
     */
    private Optional<Endpoint> endpoint(InspectContainerResponse container) {
        Map<String, String> labels = container.getConfig().getLabels();
        String label = labels == null ? null : labels.get(Creation.PORT_LABEL);
        if (label == null) {
            return Optional.empty();
        }
        int port = Integer.parseInt(label);
        return Optional.ofNullable(container
                        .getNetworkSettings()
                        .getNetworks()
                        .get(engine.network().orElse(DEFAULT_NETWORK)))
                .map(ContainerNetwork::getIpAddress)
                .map(address -> new Endpoint(address, port));
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
