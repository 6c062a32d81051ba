package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A deployment as the ledger tells of it.
 *
 * @param json its fields; none has to be there
 */
public record Deployment(JsonNode json) {
    private static final int SHORT = 12;
    /** What a deployment is called by a person: at least as much of its id as the ledger accepts. */
    private static final Pattern ID = Pattern.compile("[0-9a-z]{8,64}");

    /** Whether it can be the id of a deployment, or its beginning. So may an application's name. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Its whole id. */
    public String id() {
        return text("id").orElse("");
    }

    /** As much of its id as tells it from others, and as the ledger accepts. */
    public String shortId() {
        return shortId(id());
    }

    /** The same of any id. */
    public static String shortId(String id) {
        return id.length() <= SHORT ? id : id.substring(0, SHORT);
    }

    /** What its application is called. */
    public String name() {
        return text("name").orElse("");
    }

    /** Its status, which may be one that is not known here. */
    public String status() {
        return text("status").orElse("");
    }

    /** How it ended; empty: it has not. */
    public Optional<Outcome> outcome() {
        return Outcome.of(status());
    }

    /** A field that may be absent. */
    public Optional<String> text(String field) {
        return Optional.of(json.path(field).asText()).filter(text -> !text.isEmpty());
    }

    /** A field with a time that may be absent. */
    Optional<Instant> time(String field) {
        try {
            return text(field).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Why it stands as it does, where the ledger says so. */
    public Optional<String> reason() {
        Optional<String> code = text("reason");
        return text("message")
                .map(text -> code.map(c -> c + ": " + text).orElse(text))
                .or(() -> code);
    }

    /** What became of its migration; one that was wanted and did not come to pass is not wanted any more. */
    String migration() {
        String told = text("migration").orElse("");
        boolean ended = outcome().isPresent() && !status().equals("deployed");
        return told.equals("wanted") && ended ? "not applied" : told;
    }

    /** Whether it is what its application serves. */
    boolean isLive() {
        return json.path("live").asBoolean();
    }
}
