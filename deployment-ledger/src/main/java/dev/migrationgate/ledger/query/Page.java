package dev.migrationgate.ledger.query;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param entries what is in it, none perhaps
 * @param next where the rest begins; empty: there is none
 */
public record Page<T>(List<T> entries, Optional<String> next) {
    /** Copies the list. */
    public Page {
        entries = List.copyOf(entries);
    }
}
