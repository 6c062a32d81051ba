package dev.migrationgate.runner.job;

import java.time.Duration;

/**
 * How often a region's executions are looked at: often while one is young, as most migrations end within seconds, and seldom
 * when all are old. The old ones are read page by page at the slowest pace, so n thousand of them take n pauses.
 *
 * @param fastest shortest pause between two looks
 * @param slowest longest pause between two looks
 * @param ageShare the pause is the youngest execution's age divided by this
 * @param refused for how long reading an execution may be refused before nobody can tell what becomes of it
 */
public record WatchPace(Duration fastest, Duration slowest, int ageShare, Duration refused) {

    /** Every 40 ms at first, every 2 s from the age of 80 s on; five minutes of refusals. */
    public static final WatchPace DEFAULT =
            new WatchPace(Duration.ofMillis(40), Duration.ofSeconds(2), 40, Duration.ofMinutes(5));

    Duration pause(Duration youngest) {
        Duration share = youngest.dividedBy(ageShare);
        if (share.compareTo(fastest) < 0) {
            return fastest;
        }
        return share.compareTo(slowest) > 0 ? slowest : share;
    }

    /** Up to which age the pause is less than the slowest. */
    Duration youth() {
        return slowest.multipliedBy(ageShare);
    }
}
