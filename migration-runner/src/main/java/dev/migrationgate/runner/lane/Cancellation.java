package dev.migrationgate.runner.lane;

/**
 * A cancel that waits for the end of the deployment's execution.
 *
 * @param actor who asked
 * @param reason why, in their words
 */
public record Cancellation(String actor, String reason) {}
