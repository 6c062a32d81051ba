package dev.migrationgate.ingest.image;

import dev.migrationgate.ingest.intake.ImageReference;
import java.net.URI;
import java.util.Optional;

/**
 * Where an image's manifest is asked for.
 *
 * @param endpoint what is asked in place of all registries; absent: the registries are asked
 */
record Addresses(Optional<URI> endpoint) {
    /** Whose an image is that names no registry. */
    static final String DOCKER = "docker.io";

    private static final String DOCKER_SERVER = "registry-1.docker.io";

    static String host(ImageReference image) {
        return image.host().orElse(DOCKER);
    }

    /** The image's repository, as its registry calls it. */
    static String repository(ImageReference image) {
        // As Docker does: https://github.com/distribution/reference/blob/main/normalize.go
        boolean official = host(image).equals(DOCKER) && image.path().indexOf('/') < 0;
        return official ? "library/" + image.path() : image.path();
    }

    /**
     * The address of its manifest (https://github.com/opencontainers/distribution-spec, end-3).
     *
     * @throws IllegalArgumentException it has characters that no address can have
     */
    URI manifest(ImageReference image) {
        if (endpoint.isPresent()) {
            String base = endpoint.get().toString().replaceFirst("/+$", "");
            String registry = image.host().map(host -> "?ns=" + host).orElse("");
            return URI.create(base + "/v2/" + image.path() + "/manifests/" + image.tag() + registry);
        }
        String host = host(image);
        String server = host.equals(DOCKER) ? DOCKER_SERVER : host;
        return URI.create("https://" + server + "/v2/" + repository(image) + "/manifests/" + image.tag());
    }
}
