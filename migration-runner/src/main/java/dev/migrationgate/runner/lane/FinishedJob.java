package dev.migrationgate.runner.lane;

import java.time.Instant;

/**
 * The job of an attempt that has ended; deleted some time later, since a region holds 1,000 jobs.
 *
 * @param deploymentId the deployment
 * @param attempt the attempt
 * @param cloudProject Google Cloud project of the job
 * @param region Google Cloud region of the job
 * @param deleteAt when to ask for its deletion, and each time again
 */
public record FinishedJob(String deploymentId, int attempt, String cloudProject, String region, Instant deleteAt) {
    FinishedJob askedAt(Instant now) {
        return new FinishedJob(deploymentId, attempt, cloudProject, region, now.plus(LaneRules.DELETE_AGAIN));
    }

    boolean due(Instant now) {
        return !now.isBefore(deleteAt);
    }
}
