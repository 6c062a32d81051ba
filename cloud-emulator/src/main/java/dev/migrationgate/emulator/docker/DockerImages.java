package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.migrationgate.emulator.backend.ImageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of the engine; those that it does not have are pulled. An image that was made here and never pushed has no digest of a registry: the engine's
 * id takes its place.
 */
record DockerImages(DockerClient docker) {
    private static final Logger LOGGER = LoggerFactory.getLogger(DockerImages.class);
    private static final long PULL_MINUTES = 5;

    /**
     * What to create a container from.
     *
     * @param reference with a tag or a digest
     * @throws ImageException the engine has no such image, and cannot pull it
     */
    String find(String reference) throws ImageException {
        Optional<InspectImageResponse> here = here(reference);
        if (here.isEmpty()) {
            pull(reference);
            here = here(reference);
        }
        return here.map(InspectImageResponse::getId)
                .orElseThrow(() -> new ImageException("Image '%s' not found.".formatted(reference)));
    }

    /** The digest that its registry knows it by, or the engine's id; empty: there is no such image. */
    Optional<String> digestOf(String reference) {
        try {
            String id = find(reference);
            return Optional.of(docker.inspectImageCmd(id).exec()).map(image -> digest(image, name(reference), id));
        } catch (ImageException e) {
            LOGGER.atInfo()
                    .addKeyValue("image", reference)
                    .addKeyValue("cause", e.getMessage())
                    .log("no such image");
            return Optional.empty();
        }
    }

    private static String digest(InspectImageResponse image, String name, String id) {
        return texts(image.getRepoDigests()).stream()
                .filter(each -> each.startsWith(name + "@"))
                .map(each -> each.substring(name.length() + 1))
                .findFirst()
                .orElse(id);
    }

    /** By id only if it has that name here, too: an id alone says nothing about where an image is from. */
    private Optional<InspectImageResponse> here(String reference) {
        int digest = reference.indexOf('@');
        String name = name(reference);
        Optional<InspectImageResponse> found = inspect(digest < 0 ? reference : name + reference.substring(digest));
        return found.isPresent() || digest < 0
                ? found
                : inspect(reference.substring(digest + 1))
                        .filter(image ->
                                texts(image.getRepoTags()).stream().anyMatch(tag -> tag.startsWith(name + ":")));
    }

    /** Without tag and digest. */
    private static String name(String reference) {
        String bare = reference.replaceFirst("@.*", "");
        int tag = bare.lastIndexOf(':');
        return tag > bare.lastIndexOf('/') ? bare.substring(0, tag) : bare;
    }

    private static List<String> texts(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    private Optional<InspectImageResponse> inspect(String image) {
        try {
            return Optional.of(docker.inspectImageCmd(image).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private void pull(String reference) throws ImageException {
        try {
            if (!docker.pullImageCmd(reference).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
                throw new ImageException(
                        "Image '%s' was not pulled within %d minutes.".formatted(reference, PULL_MINUTES));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("Image '%s' was not pulled: interrupted.".formatted(reference));
        } catch (DockerException e) {
            throw new ImageException("Image '%s' not found: %s".formatted(reference, e.getMessage()));
        }
    }
}
