package dev.migrationgate.ledger.cdevents;

import java.util.Locale;
import java.util.Set;

/** How a migration ended, in the words that the vocabulary has for task runs. */
enum Outcome {
    /** It was applied. */
    SUCCESS,
    /** It ran, and failed. */
    FAILURE,
    /** It was called off. */
    CANCEL,
    /** It could not run, or nobody can say how it went. */
    ERROR;

    private static final Set<String> FAILURES = Set.of("EXIT_CODE", "SIGNAL", "TIMEOUT", "DATABASE_DRIFT", "VERDICT");

    /** What a failure's reason comes to; the reasons are open for new ones. */
    static Outcome of(String reason) {
        if (FAILURES.contains(reason)) {
            return FAILURE;
        }
        return reason.equals("CANCELLED") ? CANCEL : ERROR;
    }

    /** As events say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
