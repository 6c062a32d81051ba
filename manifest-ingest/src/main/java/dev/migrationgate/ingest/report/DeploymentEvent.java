package dev.migrationgate.ingest.report;

import java.time.Instant;

/**
 * Something that happened to a deployment and that others are told.
 *
 * @param id the same for the same fact, however often it is read
 * @param deploymentId the deployment
 * @param state how far it is by that
 * @param attempt attempt of its migration, from 1; 0: not about an attempt
 * @param last whether it is the end of the deployment; a migration that failed may be asked for again, and is none
 * @param reason what happened, for people: one line, at most {@link #MAX_REASON} characters
 * @param at when it happened, by the clock of whoever said it
 */
record DeploymentEvent(
        String id, String deploymentId, DeploymentState state, int attempt, boolean last, String reason, Instant at) {
    /** More does not help anybody, and many events are held at a time. */
    static final int MAX_REASON = 500;

    /** Takes any text for the reason, and shortens it. */
    DeploymentEvent {
        reason = OneLine.of(reason, MAX_REASON);
    }

    /**
     * Whether it is the later one of two events of a deployment. They come from several topics, so the order in which they are read
     * says nothing; and from several clocks, so their times decide only where nothing else does.
     */
    boolean laterThan(DeploymentEvent other) {
        if (last || other.last) {
            return last && (!other.last || at.isAfter(other.at));
        }
        if (state == DeploymentState.PENDING || other.state == DeploymentState.PENDING) {
            return state != DeploymentState.PENDING;
        }
        if (attempt == other.attempt && state != other.state) {
            return state.compareTo(other.state) > 0;
        }
        // An attempt that was never started has no number.
        boolean numbered = attempt > 0 && other.attempt > 0 && attempt != other.attempt;
        return numbered ? attempt > other.attempt : at.isAfter(other.at);
    }
}
