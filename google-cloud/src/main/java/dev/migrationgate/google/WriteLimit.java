package dev.migrationgate.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * How many writes Cloud Run may be asked for: a sixth of a minute's worth at once after a rest, and the rest of it at a steady rate, so
 * that no minute has more than the limit. When Cloud
 * Run itself says that a quota is used up, the rate is halved for a minute. Several instances have an equal share each. Safe for
 * several threads.
 */
public final class WriteLimit {
    private static final Duration BACKOFF = Duration.ofMinutes(1);
    private static final double MINUTE_MILLIS = 60_000;

    private final Clock clock;
    private final double perMinute;
    private final IntSupplier instances;
    private double tokens;
    private Instant counted;
    private Instant slowUntil = Instant.EPOCH;

    /**
     * A limit that this process has alone.
     *
     * @param perMinute how many writes in a minute
     */
    public WriteLimit(int perMinute, Clock clock) {
        this(perMinute, () -> 1, clock);
    }

    /**
     * A limit that several processes have together.
     *
     * @param perMinute how many writes in a minute, of all of them
     * @param instances how many they are now, at least 1
     */
    public WriteLimit(int perMinute, IntSupplier instances, Clock clock) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.instances = instances;
        this.tokens = most();
        this.counted = clock.instant();
    }

    private double mine() {
        return perMinute / instances.getAsInt();
    }

    private double most() {
        return Math.max(1, mine() / 6.0);
    }

    /** Whether a write may be made now; if so, it counts. */
    public synchronized boolean take() {
        Instant now = clock.instant();
        double steady = Math.max(mine() - most(), mine() / 2);
        double rate = now.isBefore(slowUntil) ? steady / 2 : steady;
        double grown = Math.max(0, Duration.between(counted, now).toMillis()) / MINUTE_MILLIS * rate;
        tokens = Math.min(most(), tokens + grown);
        counted = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** A write is made that must not wait: the ones after it wait for longer. */
    public synchronized void spend() {
        if (!take()) {
            tokens--;
        }
    }

    /** Cloud Run said that a quota is used up. */
    public synchronized void exhausted() {
        slowUntil = clock.instant().plus(BACKOFF);
        tokens = 0;
    }
}
