package dev.migrationgate.cli.ledger.follow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: twice as long each time, within a limit, and never all at once. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** From half of the time to all of it: many who lost the same server do not come back together. */
    Duration next() {
        long half = next.toMillis() / 2;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /** The try was good. */
    void reset() {
        next = FIRST;
    }
}
