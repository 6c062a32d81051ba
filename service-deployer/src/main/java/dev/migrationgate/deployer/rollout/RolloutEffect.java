package dev.migrationgate.deployer.rollout;

import java.time.Instant;
import java.util.Optional;

/** What a rollout wants done in the world. Each may be done any number of times, by several instances at once even. */
public sealed interface RolloutEffect {

    /** The deployment that it is for. */
    Deployment deployment();

    /**
     * Look whether the success that opened the gate holds.
     *
     * @param deployment the deployment
     */
    record CheckEvidence(Deployment deployment) implements RolloutEffect {}

    /**
     * Make the deployment's revision exist, with no traffic on it.
     *
     * @param deployment the deployment
     * @param over a newer deployment that failed: its marks on the service are no reason to stop
     */
    record CreateRevision(Deployment deployment, Optional<String> over) implements RolloutEffect {}

    /**
     * Watch the revision until it is ready or has failed.
     *
     * @param deployment the deployment
     * @param until when to stop watching
     */
    record AwaitReady(Deployment deployment, Instant until) implements RolloutEffect {}

    /**
     * Put all traffic on the revision.
     *
     * @param deployment the deployment
     * @param over a newer deployment that failed: its marks on the service are no reason to stop
     */
    record ShiftTraffic(Deployment deployment, Optional<String> over) implements RolloutEffect {}

    /**
     * Put the traffic back where it was before {@link ShiftTraffic}, so that no late shift can move it again.
     *
     * @param deployment the deployment
     * @param over a newer deployment that failed: its marks on the service are no reason to stop
     */
    record WithdrawTraffic(Deployment deployment, Optional<String> over) implements RolloutEffect {}
}
