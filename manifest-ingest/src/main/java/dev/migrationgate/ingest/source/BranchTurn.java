package dev.migrationgate.ingest.source;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets pushes of one branch through one at a time, in the order of their arrival: what one is compared with, the one before decides. */
final class BranchTurn {
    private static final int MOST_WAITING = 8;

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore places = new Semaphore(1 + MOST_WAITING);

    /** Waits for the turn; false: too many wait already, or it took too long. */
    boolean enter(Duration limit) throws InterruptedException {
        if (!places.tryAcquire()) {
            return false;
        }
        boolean entered = false;
        try {
            entered = turn.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
            return entered;
        } finally {
            if (!entered) {
                places.release();
            }
        }
    }

    /** Ends a turn that was given. */
    void leave() {
        turn.release();
        places.release();
    }
}
