package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A registry that has every image; of each the digest is that of its reference. */
public final class AnyImage implements ImageDigests {
    /** Has all of them. */
    public AnyImage() {}

    @Override
    public Map<ImageReference, ImageLook> of(Set<ImageReference> images) {
        return images.stream()
                .collect(Collectors.toMap(
                        Function.identity(), image -> new ImageLook.Found(Digest.of(image.toString()))));
    }
}
