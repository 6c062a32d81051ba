package dev.migrationgate.cli.ledger.follow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How time goes by for what follows a stream.
 *
 * @param clock what time it is
 * @param pause lets some of it go by
 * @param backoff between two tries
 * @param silence after which a connection is taken for dead
 */
record Pace(InstantSource clock, Pause pause, Backoff backoff, Duration silence) {

    /** Real time. The ledger says something every 15 s; after three times that the connection is dead. */
    static Pace real() {
        return new Pace(
                InstantSource.system(),
                Thread::sleep,
                new Backoff(RandomGenerator.getDefault()),
                Duration.ofSeconds(45));
    }
}
