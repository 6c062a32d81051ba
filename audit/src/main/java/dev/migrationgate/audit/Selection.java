package dev.migrationgate.audit;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which events an export has.
 *
 * @param since the least time of theirs, in milliseconds since 1970; empty: from the first on
 * @param until the time that theirs are before; empty: to the last
 * @param application an application's id, or a beginning of it that ends before a slash; empty: all, also those of no application
 */
public record Selection(OptionalLong since, OptionalLong until, Optional<String> application) {
    /** Every event. */
    public static final Selection ALL = new Selection(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    /** Whether an event belongs to it. */
    public boolean includes(AuditEvent event) {
        return hasTime(event.timestamp())
                && application.map(id -> isWithin(id, event)).orElse(true);
    }

    /** The same, by its leaf. */
    public boolean includes(Leaf leaf) {
        return hasTime(leaf.timestamp())
                && application.map(id -> leaf.scopes().contains(Leaf.scope(id))).orElse(true);
    }

    /** Whether a block may have events of it, to judge by times: an export has the leaves of these blocks. */
    public boolean touches(Checkpoint checkpoint) {
        return (since.isEmpty() || checkpoint.newest() >= since.getAsLong())
                && (until.isEmpty() || checkpoint.oldest() < until.getAsLong());
    }

    private boolean hasTime(long timestamp) {
        return (since.isEmpty() || timestamp >= since.getAsLong())
                && (until.isEmpty() || timestamp < until.getAsLong());
    }

    private static boolean isWithin(String id, AuditEvent event) {
        return event.applicationId()
                .filter(own -> own.equals(id) || own.startsWith(id + "/"))
                .isPresent();
    }
}
