package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;

/** What became of asking for the digest of an image. */
public sealed interface ImageLook {
    /**
     * The image that the tag stands for now.
     *
     * @param digest its digest
     */
    record Found(Digest digest) implements ImageLook {}

    /**
     * Its registry does not have it, or does not show it to us.
     *
     * @param reason what the registry said, to follow the image's name
     * @param cure what would be right
     */
    record Missing(String reason, String cure) implements ImageLook {}

    /**
     * Its registry is none that may be asked.
     *
     * @param reason why, to follow the image's name
     * @param cure what would be right
     */
    record NotAllowed(String reason, String cure) implements ImageLook {}
}
