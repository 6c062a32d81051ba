package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.backend.ContainerSpec;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs containers in a Docker engine, under names that follow from the folders that they have here. So whoever starts over the same state
 * finds them again, and removes what nobody needs any more.
 */
public final class DockerBackend implements Backend {
    /** On each container, with the id of the state that it belongs to. */
    static final String OWNER_LABEL = "dev.migrationgate.emulator";
    /** On each container: its folder, relative to the state. */
    static final String FOLDER_LABEL = "dev.migrationgate.folder";

    private static final Logger LOGGER = LoggerFactory.getLogger(DockerBackend.class);

    private final Engine engine;
    private final DockerImages images;
    private final Path state;
    private final String owner;

    private DockerBackend(Engine engine, Path state, String owner) {
        this.engine = engine;
        this.images = new DockerImages(engine.client());
        this.state = state;
        this.owner = owner;
    }

    /**
     * Asks the engine whether it is there, and removes what an emulator that was killed over this state has left behind.
     *
     * @param state folder of everything that the emulator knows
     * @param network that containers join; absent: the engine's own
     * @throws IOException the engine does not answer, or the state cannot be written
     */
    public static DockerBackend open(Path state, Optional<String> network) throws IOException {
        Path folder = state.toAbsolutePath().normalize();
        String owner = Owner.of(folder);
        var backend = new DockerBackend(Engine.open(network), folder, owner);
        backend.removeForgotten();
        return backend;
    }

    @Override
    public Start prepare(ContainerSpec spec) throws ImageException {
        String image = images.find(spec.image());
        return folder -> start(folder, image, spec);
    }

    private Container start(Path folder, String image, ContainerSpec spec) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder);
        try {
            new Creation(engine, owner).create(name(folder), relative(folder), image, spec);
        } catch (DockerException e) {
            KnownEnding.refused(folder, e);
        } catch (RuntimeException e) {
            // Whether it was created is found out by whoever follows it.
            LOGGER.atWarn().addKeyValue("image", spec.image()).setCause(e).log("the Docker engine did not answer");
        }
        return DockerContainer.follow(engine, folder, name(folder));
    }

    @Override
    public Optional<String> digestOf(String reference) {
        return images.digestOf(reference);
    }

    @Override
    public Optional<Container> at(Path folder) {
        return Files.isDirectory(folder)
                ? Optional.of(DockerContainer.follow(engine, folder, name(folder)))
                : Optional.empty();
    }

    @Override
    public void discard(Path folder) {
        if (Files.isDirectory(folder) && KnownEnding.read(folder).isEmpty()) {
            engine.remove(name(folder));
            KnownEnding.write(folder, new Ending.Vanished());
        }
    }

    /** Containers whose end is known, or whose folder is gone: an emulator died between writing that down and removing them. */
    private void removeForgotten() {
        List<com.github.dockerjava.api.model.Container> ours = engine.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(OWNER_LABEL, owner))
                .exec();
        for (com.github.dockerjava.api.model.Container container : ours) {
            Path folder = state.resolve(container.getLabels().getOrDefault(FOLDER_LABEL, "?"));
            if (!Files.isDirectory(folder) || KnownEnding.read(folder).isPresent()) {
                LOGGER.atInfo()
                        .addKeyValue("container", container.getId())
                        .log("removing a container that nobody needs");
                engine.remove(container.getId());
            }
        }
    }

    private String name(Path folder) {
        return "gate-" + owner + "-" + relative(folder).replace('/', '-');
    }

    private String relative(Path folder) {
        return state.relativize(folder.toAbsolutePath().normalize()).toString();
    }

    /** Followers of containers that run end with the process; a later one reads their output from its beginning. */
    @Override
    public void close() {
        engine.close();
    }
}
