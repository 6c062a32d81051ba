package dev.migrationgate.runner.lane;

import java.time.Instant;

/**
 * An execution that exists.
 *
 * @param job full resource name of the job
 * @param execution full resource name of the execution
 * @param createdAt when the platform created it, by the platform's clock
 */
public record ExecutionRef(String job, String execution, Instant createdAt) {}
