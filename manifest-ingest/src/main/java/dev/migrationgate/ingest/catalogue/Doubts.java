package dev.migrationgate.ingest.catalogue;

/**
 * Keeps the catalogue from being asked while the topic may hold what it does not know: a request whose publication has no known end. What
 * another request is compared with in the meantime may be outdated, so that the same merge would be deployed twice. Safe for several
 * threads.
 */
public final class Doubts {
    private final MemoryCatalogue catalogue;
    private boolean open;
    private boolean settled;

    /** Doubts about a catalogue; none at first. */
    public Doubts(MemoryCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Somebody was told that a request may or may not be written. */
    public synchronized void begin() {
        open = true;
        catalogue.incomplete("it is being found out whether a request was written");
    }

    /** Whatever was being written is written, or never will be; reading to the topic's present end tells which. May be called at any time. */
    public synchronized void end() {
        settled |= open;
        open = false;
    }

    /** Whether the topic has to be read to its present end once more; true once for each time. */
    synchronized boolean takeSettled() {
        boolean was = settled;
        settled = false;
        return was;
    }

    /** The topic was read to its end. */
    synchronized boolean complete() {
        if (open || settled) {
            return false;
        }
        catalogue.complete();
        return true;
    }
}
