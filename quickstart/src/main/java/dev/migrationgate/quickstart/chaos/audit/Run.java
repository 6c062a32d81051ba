package dev.migrationgate.quickstart.chaos.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One execution, from the emulator's record.
 *
 * @param execution full name
 * @param deployment whose migration it is
 * @param attempt of the deployment, from 1
 * @param started when its container started
 * @param ended when it was seen to have ended; empty: never, since it was deleted
 * @param outcome how; empty text if unknown
 */
record Run(String execution, String deployment, int attempt, Instant started, Optional<Instant> ended, String outcome) {
    private static final String TEMPORARY = ".*\\b75\\b.*";

    boolean succeeded() {
        return outcome.equals("SUCCEEDED");
    }

    boolean failedTemporarily() {
        return outcome.matches(TEMPORARY);
    }

    @Override
    public String toString() {
        return execution.substring(execution.lastIndexOf("/jobs/") + 6) + " " + started + " to "
                + ended.map(Instant::toString).orElse("?") + " " + outcome;
    }
}
