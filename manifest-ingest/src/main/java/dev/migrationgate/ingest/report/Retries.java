package dev.migrationgate.ingest.report;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how far apart a report is tried.
 *
 * @param most tries of one report while its target was well before
 * @param first longest pause after the first failure; it doubles with each further one
 * @param longest longest pause of all
 */
record Retries(int most, Duration first, Duration longest) {
    /** An outage of a quarter of an hour loses nothing. */
    static final Retries DEFAULT = new Retries(15, Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 30;

    /** The pause after so many failures in a row, from 1; between half of it and all, so that many do not come back at once. */
    Duration pause(int failures, RandomGenerator random) {
        Duration whole = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        long millis = (whole.compareTo(longest) < 0 ? whole : longest).toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
