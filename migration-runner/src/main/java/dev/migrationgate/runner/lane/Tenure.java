package dev.migrationgate.runner.lane;

/**
 * One holding of a lane. Effects are asked for in its name, and what they see counts only for the tenure that still holds the lane:
 * the epoch is the lane's fencing token.
 *
 * @param deploymentId the deployment that holds the lane
 * @param attempt its attempt, from 1
 * @param epoch rises with each tenure of the lane, and is never the same twice: the time at which the tenure began in milliseconds since
 *     1970, or one more than the epoch before where the clock has not gone on. So it rises even where the lane's state was lost
 */
public record Tenure(String deploymentId, int attempt, long epoch) {}
