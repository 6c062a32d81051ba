package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.manifests.model.Manifest;

/** Catalogues for tests. */
public final class Catalogues {
    private Catalogues() {}

    /** An empty one that has read all there is. */
    public static MemoryCatalogue complete() {
        var catalogue = new MemoryCatalogue();
        catalogue.complete();
        return catalogue;
    }

    /** Whether a manifest is being published. */
    public static boolean isOnItsWay(MemoryCatalogue catalogue, Manifest manifest) {
        return catalogue
                .onTheirWay()
                .manifest(manifest.id().toString(), manifest.digest().value())
                .isPresent();
    }

    /** Says of one that it has read all there is. */
    public static void complete(MemoryCatalogue catalogue) {
        catalogue.complete();
    }
}
