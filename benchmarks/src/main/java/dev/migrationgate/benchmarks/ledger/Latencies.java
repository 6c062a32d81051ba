package dev.migrationgate.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;

/** How long things took. */
final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    void add(long took) {
        nanos.add(took);
    }

    /** The time within which a part of all was done, in milliseconds; 1 gives the slowest. */
    double millis(double part) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int at = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, at)) / 1e6;
    }
}
