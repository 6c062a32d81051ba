package dev.migrationgate.deployer.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;

/** What a rollout hears of. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "input")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RolloutInput.GateOpened.class, name = "gate-opened"),
    @JsonSubTypes.Type(value = RolloutInput.EvidenceAccepted.class, name = "evidence-accepted"),
    @JsonSubTypes.Type(value = RolloutInput.EvidenceRefused.class, name = "evidence-refused"),
    @JsonSubTypes.Type(value = RolloutInput.EvidenceUnseen.class, name = "evidence-unseen"),
    @JsonSubTypes.Type(value = RolloutInput.RevisionCreated.class, name = "revision-created"),
    @JsonSubTypes.Type(value = RolloutInput.RevisionReady.class, name = "revision-ready"),
    @JsonSubTypes.Type(value = RolloutInput.RevisionFailed.class, name = "revision-failed"),
    @JsonSubTypes.Type(value = RolloutInput.NotReady.class, name = "not-ready"),
    @JsonSubTypes.Type(value = RolloutInput.TrafficShifted.class, name = "traffic-shifted"),
    @JsonSubTypes.Type(value = RolloutInput.TrafficWithdrawn.class, name = "traffic-withdrawn"),
    @JsonSubTypes.Type(value = RolloutInput.NewerFound.class, name = "newer-found"),
    @JsonSubTypes.Type(value = RolloutInput.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = RolloutInput.Troubled.class, name = "troubled"),
    @JsonSubTypes.Type(value = RolloutInput.Throttled.class, name = "throttled"),
    @JsonSubTypes.Type(value = RolloutInput.Tick.class, name = "tick")
})
public sealed interface RolloutInput {

    /**
     * The migration succeeded, or none was needed: the service may be deployed.
     *
     * @param deployment exactly this one
     */
    record GateOpened(Deployment deployment) implements RolloutInput {}

    /** Time has passed. */
    record Tick() implements RolloutInput {}

    /** What an effect saw. */
    sealed interface Observation extends RolloutInput {
        /** The deployment whose effect saw it. */
        String deploymentId();
    }

    /**
     * The success that opened the gate holds.
     *
     * @param deploymentId the deployment
     * @param gate the event whose evidence it is, as in {@link Deployment#gateId}
     */
    record EvidenceAccepted(String deploymentId, String gate) implements Observation {}

    /**
     * The success that opened the gate does not hold.
     *
     * @param deploymentId the deployment
     * @param gate the event whose evidence it is, as in {@link Deployment#gateId}
     * @param message what is wrong with it
     */
    record EvidenceRefused(String deploymentId, String gate, String message) implements Observation {}

    /**
     * Cloud Run answered, and does not show what the success rests on, or not its end.
     *
     * @param deploymentId the deployment
     * @param gate the event whose evidence it is, as in {@link Deployment#gateId}
     * @param message what was not to be seen
     * @param running whether the execution is seen, but not its end
     */
    record EvidenceUnseen(String deploymentId, String gate, String message, boolean running) implements Observation {}

    /**
     * Cloud Run has the revision.
     *
     * @param deploymentId the deployment
     * @param updateCalledAt when Cloud Run was first called to create it
     */
    record RevisionCreated(String deploymentId, Instant updateCalledAt) implements Observation {}

    /**
     * The revision can take traffic.
     *
     * @param deploymentId the deployment
     */
    record RevisionReady(String deploymentId) implements Observation {}

    /**
     * The revision cannot take traffic.
     *
     * @param deploymentId the deployment
     * @param message Cloud Run's condition
     */
    record RevisionFailed(String deploymentId, String message) implements Observation {}

    /**
     * The revision was looked at when its time had passed, and was neither ready nor failed.
     *
     * @param deploymentId the deployment
     * @param until until when it had time
     */
    record NotReady(String deploymentId, Instant until) implements Observation {}

    /**
     * All traffic was seen on the revision.
     *
     * @param deploymentId the deployment
     * @param uri address of the service
     */
    record TrafficShifted(String deploymentId, String uri) implements Observation {}

    /**
     * No traffic is on the revision, and none can come to it from this rollout any more.
     *
     * @param deploymentId the deployment
     */
    record TrafficWithdrawn(String deploymentId) implements Observation {}

    /**
     * The service already belongs to a deployment that was requested later.
     *
     * @param deploymentId the deployment
     * @param newer the later one
     */
    record NewerFound(String deploymentId, String newer) implements Observation {}

    /**
     * Cloud Run refused a call for good.
     *
     * @param deploymentId the deployment
     * @param message what was attempted and Cloud Run's answer
     */
    record Refused(String deploymentId, String message) implements Observation {}

    /**
     * Trouble outside that may pass; nothing is decided.
     *
     * @param deploymentId the deployment
     * @param message what was attempted and what came back
     */
    record Troubled(String deploymentId, String message) implements Observation {}

    /**
     * A quota is used up, or Cloud Run is out of reach: nothing was done or seen, and the rollout's time stands still until it is tried
     * again.
     *
     * @param deploymentId the deployment
     * @param message which quota, or what came back
     * @param quota whether a quota is the reason, which only delays, however long it lasts
     * @param lost for how long nothing could be done or seen
     */
    record Throttled(String deploymentId, String message, boolean quota, Duration lost) implements Observation {
        /** An earlier version did not tell. */
        public Throttled {
            lost = lost == null ? Duration.ZERO : lost;
        }
    }
}
