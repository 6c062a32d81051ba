package dev.migrationgate.ingest.intake;

import java.util.Map;
import java.util.Set;

/** Tells which images tags stand for. Safe for several threads. */
@FunctionalInterface
public interface ImageDigests {
    /**
     * Asks for the digest of each, now: nothing is remembered from one call to the next. Call it from a thread that may wait.
     *
     * @return what became of each of them
     * @throws UnavailableException a registry cannot be reached, or gives no answer of any use
     */
    Map<ImageReference, ImageLook> of(Set<ImageReference> images);
}
