package dev.migrationgate.ledger.fact;

import java.util.Comparator;

/**
 * A fact and where it is written.
 *
 * @param place of its event
 * @param fact what it tells
 */
public record Recorded(Coordinates place, Fact fact) implements Comparable<Recorded> {
    private static final Comparator<Recorded> ORDER = Comparator.comparing(Recorded::place);

    @Override
    public int compareTo(Recorded other) {
        return ORDER.compare(this, other);
    }
}
