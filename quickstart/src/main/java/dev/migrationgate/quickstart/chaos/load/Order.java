package dev.migrationgate.quickstart.chaos.load;

import java.time.Duration;
import java.util.List;

/**
 * One deployment that is going to be asked for.
 *
 * @param number from 1, in the order in which they are posted
 * @param application number of the application, from 1
 * @param database number of the database, from 1; several applications may share one
 * @param kind what it does
 * @param at when it is posted, from the run's start
 * @param repeats when the same request is posted again, from the first time
 * @param cancelled whether a person cancels it as soon as it is accepted
 */
public record Order(
        int number, int application, int database, Kind kind, Duration at, List<Duration> repeats, boolean cancelled) {

    /** Copies the list. */
    public Order {
        repeats = List.copyOf(repeats);
    }

    /** The same for each repetition, so that they are one request. */
    String idempotencyKey(long seed) {
        return "chaos-" + seed + "-" + number;
    }

    /** Rises with each order, so that a later one is newer. */
    String version() {
        return "1." + number + ".0";
    }

    String applicationName() {
        return "app-%02d".formatted(application);
    }

    String databaseName() {
        return "db-%02d".formatted(database);
    }
}
