package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.Optional;

/**
 * The execution that a verdict rests on, as the platform showed it at its end.
 *
 * @param job full resource name of the job
 * @param execution full resource name of the execution
 * @param image image reference that ran
 * @param startedAt when it started, by the platform's clock
 * @param completedAt when it ended, by the platform's clock
 * @param logUri where its log can be read
 */
public record Evidence(
        String job,
        String execution,
        String image,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<String> logUri) {}
