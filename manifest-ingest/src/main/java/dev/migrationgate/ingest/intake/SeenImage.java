package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * What was pushed under an image reference.
 *
 * @param reference reference with a tag
 * @param digest digest of the image
 * @param madeAt when its build ended, or else when somebody told of it; empty: nobody said, as in records of before it was asked
 */
public record SeenImage(String reference, Digest digest, Optional<Instant> madeAt) {
    /** The reference without its tag. */
    public String repository() {
        return reference.substring(0, reference.lastIndexOf(':'));
    }
}
