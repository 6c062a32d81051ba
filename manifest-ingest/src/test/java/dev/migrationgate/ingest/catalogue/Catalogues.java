package dev.migrationgate.ingest.catalogue;

/** Catalogues for tests. */
public final class Catalogues {
    private Catalogues() {}

    /** An empty one that has read all there is. */
    public static MemoryCatalogue complete() {
        var catalogue = new MemoryCatalogue();
        catalogue.complete();
        return catalogue;
    }

    /** Says of one that it has read all there is. */
    public static void complete(MemoryCatalogue catalogue) {
        catalogue.complete();
    }
}
