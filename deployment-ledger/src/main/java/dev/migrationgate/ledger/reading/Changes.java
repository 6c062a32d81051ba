package dev.migrationgate.ledger.reading;

import java.util.List;

/** Hears what changes. */
@FunctionalInterface
public interface Changes {
    /** Tells what one batch changed, once it is in the store; in the order in which it was read. */
    void tell(List<Change> changes);
}
