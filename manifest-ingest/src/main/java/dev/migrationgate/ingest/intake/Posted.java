package dev.migrationgate.ingest.intake;

/**
 * A text that somebody posted.
 *
 * @param text manifests in YAML or JSON
 * @param json whether it is announced as JSON: then it has to be JSON, and else it may be either
 */
public record Posted(String text, boolean json) {
    /** A text that may be either. */
    public static Posted of(String text) {
        return new Posted(text, false);
    }
}
