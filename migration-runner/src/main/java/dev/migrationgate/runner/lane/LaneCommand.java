package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.Optional;

/** What a person asks for. The same command twice is one. */
public sealed interface LaneCommand extends LaneInput {

    /** Unique id of the command. */
    String commandId();

    /** The deployment it is about. */
    String deploymentId();

    /** That deployment's application, where ingest said it. */
    Optional<String> applicationId();

    /** Who asks. */
    String actor();

    /** Why, in their words. */
    String reason();

    /** When ingest accepted it, by ingest's clock. */
    Instant askedAt();

    /** End a deployment that has not run yet. */
    record CancelAsked(
            String commandId,
            String deploymentId,
            Optional<String> applicationId,
            String actor,
            String reason,
            Instant askedAt)
            implements LaneCommand {}

    /** Try a failed deployment once more. */
    record RetryAsked(
            String commandId,
            String deploymentId,
            Optional<String> applicationId,
            String actor,
            String reason,
            Instant askedAt)
            implements LaneCommand {}

    /**
     * Let a quarantined lane go on.
     *
     * @param verdict what the execution is taken to have done
     */
    record ReleaseAsked(
            String commandId,
            String deploymentId,
            Optional<String> applicationId,
            String actor,
            String reason,
            Instant askedAt,
            Verdict verdict)
            implements LaneCommand {}

    /** Give the deployment's application new passwords for its database roles, with its next preparation. */
    record RotateAsked(
            String commandId,
            String deploymentId,
            Optional<String> applicationId,
            String actor,
            String reason,
            Instant askedAt)
            implements LaneCommand {}

    /** What an execution is taken to have done. */
    enum Verdict {
        /** It migrated the database. */
        SUCCEEDED,
        /** It did not. */
        FAILED
    }
}
