package dev.migrationgate.deployer.rollout;

/**
 * The Cloud Run execution that a success rests on.
 *
 * @param job full resource name of the job
 * @param execution full resource name of the execution
 * @param image image reference that is said to have run
 * @param laneEpoch the lane's epoch in which it is said to have run
 */
public record Evidence(String job, String execution, String image, long laneEpoch) {}
