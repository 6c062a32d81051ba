package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Outcome;

/** What became of a push. */
public sealed interface PushResult {
    /**
     * The manifests of its commit were looked at, or cannot be looked at now.
     *
     * @param outcome what was decided about them
     */
    record Taken(Outcome outcome) implements PushResult {}

    /**
     * There was nothing to do.
     *
     * @param reason why
     */
    record Nothing(String reason) implements PushResult {}

    /**
     * Its commit cannot be read, now or later.
     *
     * @param reason why
     */
    record Unreadable(String reason) implements PushResult {}
}
