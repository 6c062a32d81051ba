package dev.migrationgate.ingest.http;

import java.time.Duration;

/**
 * What requests may take.
 *
 * @param inFlight how many posts of known senders may be in work at once
 * @param strangers how many may be that prove who sends them by their body, which has to be read for that
 * @param body how long a body may take to arrive
 */
public record RequestLimits(int inFlight, int strangers, Duration body) {
    private static final int STRANGERS_PART = 4;
    private static final Duration BODY = Duration.ofSeconds(15);

    /** So many posts at once; a quarter as many, beside them, of those who are not known before their body is there. */
    public static RequestLimits of(int inFlight) {
        return new RequestLimits(inFlight, Math.ceilDiv(inFlight, STRANGERS_PART), BODY);
    }
}
