package dev.migrationgate.ingest.source;

import dev.migrationgate.repository.MirrorLimits;
import dev.migrationgate.repository.TreeLimits;
import java.time.Duration;

/**
 * How repositories are followed.
 *
 * @param catchUp how often branches are asked for
 * @param exchanges how many exchanges with repositories there are at once, and trees of theirs that are read
 * @param fetch how much one exchange may take
 * @param trees how large the trees may be
 */
public record SourceSettings(Duration catchUp, int exchanges, MirrorLimits fetch, TreeLimits trees) {
    /** Every five minutes; four; as much as mirrors and trees take by default. */
    public static final SourceSettings DEFAULT =
            new SourceSettings(Duration.ofMinutes(5), 4, MirrorLimits.DEFAULT, TreeLimits.DEFAULT);

    /** How many repositories are asked for their branches at once: half of the exchanges are left to pushes that somebody told of. */
    int catchUps() {
        return Math.max(1, exchanges / 2);
    }
}
