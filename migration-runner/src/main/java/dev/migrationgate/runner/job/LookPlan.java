package dev.migrationgate.runner.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;

/**
 * When a region's executions are listed next, and how many of them.
 *
 * <p>Lists come newest first, so a short page shows the young executions, which most often are the ones that end. All pages are
 * read seldom, and the more seldom the more there are: the calls per minute do not grow with the executions. Used by one thread.
 */
final class LookPlan {
    /** The most that Cloud Run puts on one page. */
    static final int PAGE = 1000;

    /** For executions of others that are younger than the watched ones. */
    private static final int SPARE = 10;

    private final WatchPace pace;
    private Instant last = Instant.MIN;
    private Instant lastWhole = Instant.MIN;
    private int pagesOfWhole = 1;

    LookPlan(WatchPace pace) {
        this.pace = pace;
    }

    /**
     * One look.
     *
     * @param at when it is due
     * @param pageSize how many executions a page of it has
     * @param whole whether it goes on until all that are watched were seen; else it is one page
     */
    record Look(Instant at, int pageSize, boolean whole) {}

    /**
     * The next look.
     *
     * @param created when each watched execution was created; at least one
     */
    Look next(Collection<Instant> created, Instant now) {
        Instant whole = lastWhole.equals(Instant.MIN)
                ? now
                : lastWhole.plus(pace.slowest().multipliedBy(pagesOfWhole));
        Duration pause = pace.pause(Duration.between(Collections.max(created), now));
        Instant youth = now.minus(pace.youth());
        int young = (int) created.stream().filter(since -> since.isAfter(youth)).count();
        if (young == 0 || !last.plus(pause).isBefore(whole)) {
            return new Look(whole, PAGE, true);
        }
        return new Look(last.plus(pause), Math.min(PAGE, 2 * young + SPARE), false);
    }

    /**
     * A look was had.
     *
     * @param pages how many pages were read
     * @param sawAll whether each watched execution was seen, or is known to be on no page
     */
    void looked(int pages, boolean sawAll, Instant now) {
        last = now;
        if (sawAll) {
            lastWhole = now;
            pagesOfWhole = pages;
        }
    }
}
