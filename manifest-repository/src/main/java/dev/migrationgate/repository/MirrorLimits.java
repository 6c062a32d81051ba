package dev.migrationgate.repository;

import java.time.Duration;

/**
 * How much a repository may ask of us.
 *
 * @param exchange the longest that one exchange with the server may take
 * @param silence the longest that the server may say nothing
 * @param turn the longest to wait for another process or thread that uses the mirror
 * @param transferBytes the most bytes that one exchange may bring
 */
public record MirrorLimits(Duration exchange, Duration silence, Duration turn, long transferBytes) {
    /** Two minutes, 20 seconds, three minutes; 512 MiB. */
    public static final MirrorLimits DEFAULT =
            new MirrorLimits(Duration.ofMinutes(2), Duration.ofSeconds(20), Duration.ofMinutes(3), 512L << 20);

    /** Refuses limits of nothing with {@link IllegalArgumentException}. */
    public MirrorLimits {
        if (!exchange.isPositive() || silence.toSeconds() < 1 || !turn.isPositive() || transferBytes < 1) {
            throw new IllegalArgumentException("limits have to be positive, and silence at least a second");
        }
    }

    /**
     * The same with other limits of one exchange. A turn takes a minute longer, so that whoever waits for another exchange sees its end.
     */
    public MirrorLimits exchanging(Duration limit, long bytes) {
        Duration quiet = silence.compareTo(limit) < 0 ? silence : limit;
        return new MirrorLimits(limit, quiet, limit.plusMinutes(1), bytes);
    }
}
