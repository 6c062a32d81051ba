package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;

/**
 * What was pushed under an image reference.
 *
 * @param reference reference with a tag
 * @param digest digest of the image
 */
public record SeenImage(String reference, Digest digest) {}
