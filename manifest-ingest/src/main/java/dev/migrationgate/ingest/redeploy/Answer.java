package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Outcome;

/** What became of the wish to have something deployed again. */
public sealed interface Answer {
    /** It was looked at, and nothing stands against it. */
    record Possible(Deployment deployment) implements Answer {}

    /** It was decided like any other request. */
    record Decided(Outcome outcome) implements Answer {}

    /**
     * There is no such request, or it is none of the caller's business.
     *
     * @param reason what there is instead, in a sentence's part
     */
    record Missing(String reason) implements Answer {}

    /** Nothing of the environment that was named deploys the same; nothing was published. */
    record Elsewhere(Counterpart counterpart) implements Answer {}

    /** Its migration must not run again; nothing was published. */
    record Obstructed(Look.Obstacle obstacle) implements Answer {}
}
