package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Warns where the ledger has not read everything yet. */
public final class Freshness {
    private Freshness() {}

    /** Says so, once, on standard error, where an answer has that. */
    static void warn(PrintWriter err, JsonNode answer) {
        JsonNode ledger = answer.path("ledger");
        if (isBehind(ledger)) {
            err.println("gate: " + sentence(ledger));
            err.flush();
        }
    }

    /** Whether what it knows of itself is that it has not read everything. */
    public static boolean isBehind(JsonNode ledger) {
        return ledger.path("complete").isBoolean() && !ledger.path("complete").asBoolean();
    }

    /** How far it is. */
    public static String sentence(JsonNode ledger) {
        long read = ledger.path("read").asLong();
        long all = ledger.path("of").asLong();
        String far = all > 0 ? " (%d %%)".formatted(Math.clamp(100 * read / all, 0, 100)) : "";
        return "the ledger still reads what happened" + far + "; the newest may be missing";
    }
}
