package dev.migrationgate.quickstart.chaos;

import java.time.Duration;

/** Whether nothing has changed for a time. For one thread. */
final class Quiet {
    private final Duration time;
    private Object last = this;
    private Duration since = Duration.ZERO;

    /** Quiet is what has not changed for this long. */
    Quiet(Duration time) {
        this.time = time;
    }

    /**
     * Takes a look.
     *
     * @param seen what there is now; equal to what was seen before: nothing has changed
     * @param now when, from any fixed moment on
     * @return whether it has been quiet for long enough
     */
    boolean holds(Object seen, Duration now) {
        if (!seen.equals(last)) {
            last = seen;
            since = now;
        }
        return now.minus(since).compareTo(time) >= 0;
    }
}
