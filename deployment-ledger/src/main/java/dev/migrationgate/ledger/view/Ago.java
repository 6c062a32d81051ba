package dev.migrationgate.ledger.view;

import java.time.Duration;
import java.time.Instant;

/**
 * Says for how long something is, as people do.
 *
 * @param now until when
 */
record Ago(Instant now) {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Two parts at most: nobody needs the seconds of a day. Clocks may differ, so nothing is less than none. */
    String since(Instant time) {
        long seconds = Math.max(0, Duration.between(time, now).toSeconds());
        if (seconds >= DAY) {
            return "%d d %d h".formatted(seconds / DAY, seconds % DAY / HOUR);
        }
        if (seconds >= HOUR) {
            return "%d h %d min".formatted(seconds / HOUR, seconds % HOUR / MINUTE);
        }
        return seconds >= MINUTE ? "%d min %d s".formatted(seconds / MINUTE, seconds % MINUTE) : seconds + " s";
    }
}
