package dev.migrationgate.cli.ledger.follow;

import java.time.Duration;

/** Lets time go by. */
interface Pause {
    /** Returns when it is over. */
    void pause(Duration length) throws InterruptedException;
}
