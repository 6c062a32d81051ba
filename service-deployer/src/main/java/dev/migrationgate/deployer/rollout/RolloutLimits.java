package dev.migrationgate.deployer.rollout;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param rollout a whole rollout, from its turn to its end; the time a failed one takes to be put back comes on top, which
 *     Cloud Run may refuse for as long again
 * @param askAgain how long an effect may stay silent before it is asked for again
 * @param firstPause pause after the first trouble outside; doubles from there
 * @param longestPause longest pause between two tries
 */
public record RolloutLimits(Duration rollout, Duration askAgain, Duration firstPause, Duration longestPause) {
    private static final int MOST_DOUBLINGS = 16;

    /** How long the answer to a last look may take: the effect is asked for again once in that time, after a pause. */
    Duration lastLook() {
        return askAgain.plus(longestPause).plus(longestPause);
    }

    /** A rollout within the given limit, with the usual pauses: a second to half a minute, asked again after one minute. */
    public static RolloutLimits within(Duration rollout) {
        return new RolloutLimits(rollout, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /**
     * The pause before the next try, lengthened by up to a quarter so that rollouts that met the same outage do not come
     * back together. No randomness: the same deployment always gets the same.
     */
    Duration pauseAfter(int troubles, String deploymentId) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(troubles, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        return pause.plus(
                pause.multipliedBy(Math.floorMod(deploymentId.hashCode(), 100)).dividedBy(400));
    }
}
