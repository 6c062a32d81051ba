package dev.migrationgate.benchmarks.database;

import java.util.List;
import java.util.Locale;

/**
 * How long one thing took, each time that it was done.
 *
 * @param nanos each time, at least one
 */
record Spread(List<Long> nanos) {
    private static final double MILLISECOND = 1e6;

    /** Sorts them. */
    Spread {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("there must be a time at least");
        }
        nanos = nanos.stream().sorted().toList();
    }

    /** In milliseconds. */
    double median() {
        return rank(0.5);
    }

    /** What 95 in 100 did not exceed, in milliseconds. */
    double p95() {
        return rank(0.95);
    }

    /** Nearest rank: a time that was seen, none between two. */
    private double rank(double share) {
        int index = (int) Math.ceil(share * nanos.size()) - 1;
        return nanos.get(index) / MILLISECOND;
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }
}
