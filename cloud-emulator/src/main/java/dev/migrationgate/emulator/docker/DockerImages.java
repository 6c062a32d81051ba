package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.migrationgate.emulator.backend.ImageException;
import java.util.concurrent.TimeUnit;

/** Images of the engine; those that it does not have are pulled. */
record DockerImages(DockerClient docker) {
    private static final long PULL_MINUTES = 5;

    /**
     * What to create a container from.
     *
     * @param reference with a tag, or with a digest: the registry's or, of an image that was built here and never pushed, the engine's id of it
     * @throws ImageException the engine has no such image, and cannot pull it
     */
    String find(String reference) throws ImageException {
        if (present(reference)) {
            return reference;
        }
        int digest = reference.indexOf('@');
        if (digest >= 0 && present(reference.substring(digest + 1))) {
            return reference.substring(digest + 1);
        }
        pull(reference);
        return reference;
    }

    private boolean present(String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void pull(String reference) throws ImageException {
        try {
            boolean done = docker.pullImageCmd(reference).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
            if (!done || !present(reference)) {
                throw new ImageException(
                        "Image '%s' was not pulled within %d minutes.".formatted(reference, PULL_MINUTES));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("Image '%s' was not pulled: interrupted.".formatted(reference));
        } catch (RuntimeException e) {
            throw new ImageException("Image '%s' not found: %s".formatted(reference, e.getMessage()));
        }
    }
}
