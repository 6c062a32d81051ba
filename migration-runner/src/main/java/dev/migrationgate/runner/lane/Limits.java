package dev.migrationgate.runner.lane;

import java.time.Duration;
import java.util.Optional;

/**
 * A manifest's own deadlines, which come before the configuration's ({@link LaneRules}).
 *
 * @param waiting how long the deployment may wait for its turn
 * @param starting how long it may take from its turn to a known execution
 * @param request how long it may take altogether, from the request
 */
public record Limits(Optional<Duration> waiting, Optional<Duration> starting, Optional<Duration> request) {
    /** None: the configuration's count. */
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());
}
