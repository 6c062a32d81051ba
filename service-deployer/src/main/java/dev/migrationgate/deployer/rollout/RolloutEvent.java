package dev.migrationgate.deployer.rollout;

import java.time.Instant;
import java.util.Optional;

/** How a rollout ended: exactly one of these for each deployment; {@link Rejected} and {@link TurnedAway} left aside, which end none. */
public sealed interface RolloutEvent {

    /** The deployment that ended. */
    Deployment deployment();

    /**
     * The traffic is on the deployment's revision.
     *
     * @param deployment the deployment
     * @param uri address of the service
     * @param updateCalledAt when Cloud Run was first called to create the revision
     * @param at when it was decided
     */
    record Deployed(Deployment deployment, String uri, Instant updateCalledAt, Instant at) implements RolloutEvent {}

    /**
     * The rollout failed; what served before serves, unless the failure says that the traffic is not known to be back.
     *
     * @param deployment the deployment
     * @param failure why
     * @param revision full name of the revision, where it came to exist
     * @param at when it was decided
     */
    record DeployFailed(Deployment deployment, Failure failure, Optional<String> revision, Instant at)
            implements RolloutEvent {}

    /**
     * A newer deployment is there already.
     *
     * @param deployment the deployment
     * @param by the newer one
     * @param at when it was decided
     */
    record Superseded(Deployment deployment, String by, Instant at) implements RolloutEvent {}

    /**
     * The event that opened the gate is refused, because what it rests on is known not to hold. The deployment has not ended:
     * the right event may still come.
     *
     * @param deployment what the event claims
     * @param message what is wrong with it
     * @param at when it was decided
     */
    record Rejected(Deployment deployment, String message, Instant at) implements RolloutEvent {}

    /**
     * There is no room to let the deployment wait. It has not ended, and nothing is remembered of it: the same event may come
     * again.
     *
     * @param deployment what the event tells of
     * @param message what there was no room for
     * @param at when it was decided
     */
    record TurnedAway(Deployment deployment, String message, Instant at) implements RolloutEvent {}
}
