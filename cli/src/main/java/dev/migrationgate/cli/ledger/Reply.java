package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;

/** What the ledger said to a question. */
public sealed interface Reply {

    /**
     * It knows.
     *
     * @param body its answer as it came
     * @param json the same, read
     */
    record Found(String body, JsonNode json) implements Reply {}

    /**
     * It does not know, or does not say.
     *
     * @param status HTTP status
     * @param sentence what is wrong, fit for a terminal
     */
    record Refused(int status, String sentence) implements Reply {

        /** Whether there is no such thing, or none that the caller may see. */
        public boolean isUnknown() {
            return status == 404;
        }

        /** Whether the same question may be answered later. */
        public boolean isPassing() {
            return status >= 500 || status == 429 || status == 408;
        }
    }
}
