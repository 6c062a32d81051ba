package dev.migrationgate.quickstart.demo;

import dev.migrationgate.quickstart.watch.SeenEvent;
import java.util.List;

/**
 * What became of a step.
 *
 * @param deploymentId its deployment
 * @param step the step
 * @param events the deployment's events
 */
record StepResult(String deploymentId, Step step, List<SeenEvent> events) {

    StepResult {
        events = List.copyOf(events);
    }
}
