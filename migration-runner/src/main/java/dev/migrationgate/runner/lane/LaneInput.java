package dev.migrationgate.runner.lane;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a lane reacts to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "input")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LaneInput.Requested.class, name = "requested"),
    @JsonSubTypes.Type(value = LaneInput.JobDeleted.class, name = "job-deleted"),
    @JsonSubTypes.Type(value = LaneInput.Tick.class, name = "tick"),
    @JsonSubTypes.Type(value = LaneCommand.CancelAsked.class, name = "cancel-asked"),
    @JsonSubTypes.Type(value = LaneCommand.RetryAsked.class, name = "retry-asked"),
    @JsonSubTypes.Type(value = LaneCommand.ReleaseAsked.class, name = "release-asked"),
    @JsonSubTypes.Type(value = LaneCommand.RotateAsked.class, name = "rotate-asked"),
    @JsonSubTypes.Type(value = LaneObservation.DatabasePrepared.class, name = "database-prepared"),
    @JsonSubTypes.Type(value = LaneObservation.DatabaseChecked.class, name = "database-checked"),
    @JsonSubTypes.Type(value = LaneObservation.DatabaseFailed.class, name = "database-failed"),
    @JsonSubTypes.Type(value = LaneObservation.DatabaseUnclear.class, name = "database-unclear"),
    @JsonSubTypes.Type(value = LaneObservation.ExecutionStarted.class, name = "execution-started"),
    @JsonSubTypes.Type(value = LaneObservation.StartDenied.class, name = "start-denied"),
    @JsonSubTypes.Type(value = LaneObservation.ExecutionAbsent.class, name = "execution-absent"),
    @JsonSubTypes.Type(value = LaneObservation.StartRefused.class, name = "start-refused"),
    @JsonSubTypes.Type(value = LaneObservation.StartThrottled.class, name = "start-throttled"),
    @JsonSubTypes.Type(value = LaneObservation.StartUnclear.class, name = "start-unclear"),
    @JsonSubTypes.Type(value = LaneObservation.ExecutionEnded.class, name = "execution-ended"),
    @JsonSubTypes.Type(value = LaneObservation.ExecutionUnknown.class, name = "execution-unknown")
})
public sealed interface LaneInput
        permits LaneInput.Requested, LaneInput.JobDeleted, LaneInput.Tick, LaneCommand, LaneObservation {

    /**
     * A deployment was asked for.
     *
     * @param request the deployment
     */
    record Requested(Request request) implements LaneInput {}

    /**
     * The job of an attempt that ended is gone.
     *
     * @param deploymentId the deployment
     * @param attempt its attempt
     */
    record JobDeleted(String deploymentId, int attempt) implements LaneInput {}

    /** Time has passed. */
    record Tick() implements LaneInput {}
}
