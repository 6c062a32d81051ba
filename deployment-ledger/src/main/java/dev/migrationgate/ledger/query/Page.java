package dev.migrationgate.ledger.query;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param entries what is in it, none perhaps
 * @param next where the rest begins; empty: there is none
 */
public record Page<T>(List<T> entries, Optional<Place> next) {
    /** Copies the list. */
    public Page {
        entries = List.copyOf(entries);
    }

    /**
     * A place in a list.
     *
     * @param key what was looked at last
     * @param visible whether whoever asks may see what the key names
     */
    public record Place(String key, boolean visible) {}
}
