package dev.migrationgate.ingest.build;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import java.time.Instant;
import java.util.Optional;

/**
 * An image that a tag stands for.
 *
 * @param reference by its tag
 * @param digest what it is
 * @param madeAt when its build ended, or else when Pub/Sub was told of it; empty: nobody said
 */
public record BuiltImage(TaggedImage reference, Digest digest, Optional<Instant> madeAt) {
    /** The id of its delivery: however often and whichever way it is told of, it is one. */
    String deliveryId() {
        return "image:" + Digest.of(name());
    }

    /** The id of its delivery to one place: each is remembered alone, so that wrong manifests of one keep none of the others. */
    String deliveryId(ManifestId config) {
        return "image:" + Digest.of(name() + '\0' + config);
    }

    /** The id of its delivery where the tag came back to it after it stood for another image. */
    String returnId() {
        return "image:"
                + Digest.of(name() + '\0' + madeAt.map(Instant::toString).orElse(""));
    }

    /** Whether it was made before that. */
    boolean isOlderThan(Optional<Instant> other) {
        return madeAt.flatMap(mine -> other.filter(mine::isBefore)).isPresent();
    }

    private String name() {
        return reference + "@" + digest;
    }
}
