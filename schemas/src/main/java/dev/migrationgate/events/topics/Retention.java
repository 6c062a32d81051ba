package dev.migrationgate.events.topics;

import java.time.Duration;

/** How long a topic keeps its records. */
public sealed interface Retention {

    /** The newest record of each key, for ever. */
    record Compacted() implements Retention {}

    /**
     * Everything, for a time.
     *
     * @param time at least this long
     */
    record Timed(Duration time) implements Retention {}
}
