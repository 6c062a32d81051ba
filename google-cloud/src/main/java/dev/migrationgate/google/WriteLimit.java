package dev.migrationgate.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many writes Cloud Run may be asked for: a steady rate, with a sixth of a minute's worth at once after a rest. When Cloud
 * Run itself says that a quota is used up, the rate is halved for a minute. Safe for several threads; each process has its own.
 */
public final class WriteLimit {
    private static final Duration BACKOFF = Duration.ofMinutes(1);
    private static final double MINUTE_MILLIS = 60_000;

    private final Clock clock;
    private final double perMinute;
    private final double most;
    private double tokens;
    private Instant counted;
    private Instant slowUntil = Instant.EPOCH;

    /**
     * A limit.
     *
     * @param perMinute how many writes in a minute
     */
    public WriteLimit(int perMinute, Clock clock) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.most = Math.max(1, perMinute / 6.0);
        this.tokens = most;
        this.counted = clock.instant();
    }

    /** Whether a write may be made now; if so, it counts. */
    public synchronized boolean take() {
        Instant now = clock.instant();
        double rate = now.isBefore(slowUntil) ? perMinute / 2 : perMinute;
        double grown = Math.max(0, Duration.between(counted, now).toMillis()) / MINUTE_MILLIS * rate;
        tokens = Math.min(most, tokens + grown);
        counted = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Cloud Run said that a quota is used up. */
    public synchronized void exhausted() {
        slowUntil = clock.instant().plus(BACKOFF);
        tokens = 0;
    }
}
