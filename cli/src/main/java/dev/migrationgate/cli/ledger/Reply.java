package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;

/** What the ledger said to a question. */
public sealed interface Reply {

    /**
     * What it knows. Not a switch over the cases: a JVM makes each of those when it comes to it first, for a twentieth of a second.
     *
     * @throws CommandException it does not say
     */
    Found orThrow();

    /** Whether there is no such thing, or none that the caller may see. */
    boolean isUnknown();

    /**
     * It knows.
     *
     * @param body its answer as it came
     * @param json the same, read
     */
    record Found(String body, JsonNode json) implements Reply {
        @Override
        public Found orThrow() {
            return this;
        }

        @Override
        public boolean isUnknown() {
            return false;
        }
    }

    /**
     * It does not know, or does not say.
     *
     * @param status HTTP status
     * @param sentence what is wrong, fit for a terminal
     */
    record Refused(int status, String sentence) implements Reply {

        @Override
        public Found orThrow() {
            throw new CommandException(CommandException.UNUSABLE, sentence);
        }

        @Override
        public boolean isUnknown() {
            return status == 404;
        }

        /** Whether the same question may be answered later. */
        public boolean isPassing() {
            return status >= 500 || status == 429 || status == 408;
        }
    }
}
