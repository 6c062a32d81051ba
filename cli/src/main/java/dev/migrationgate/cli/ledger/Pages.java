package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A list that the ledger gives page by page.
 *
 * @param path its route
 * @param field the list in an answer
 */
public record Pages(String path, String field) {
    /** Deployments, the newest first. */
    public static final Pages DEPLOYMENTS = new Pages("/v1/deployments", "deployments");
    /** Applications. */
    public static final Pages APPLICATIONS = new Pages("/v1/applications", "applications");

    /** The most that the ledger gives at once. */
    private static final int LARGEST = 200;

    /**
     * Its beginning, in the form of one page. A page may be empty and still not be the last.
     *
     * @param most how many entries
     * @throws CommandException the ledger is out of reach, refuses, or goes on with the same page
     */
    public ObjectNode first(Ledger ledger, Query query, int most) throws InterruptedException {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        Optional<String> cursor = Optional.empty();
        while (true) {
            JsonNode answer = page(ledger, query, cursor, most - entries.size());
            answer.path(field).forEach(entries::add);
            cursor = next(answer);
            if (cursor.isEmpty() || entries.size() >= most) {
                ObjectNode whole = JsonNodeFactory.instance.objectNode();
                answer.properties().forEach(each -> whole.set(each.getKey(), each.getValue()));
                whole.set(field, entries);
                return whole;
            }
        }
    }

    /**
     * Its first entry that fits, on whichever page.
     *
     * @throws CommandException as above
     */
    public Optional<JsonNode> find(Ledger ledger, Query query, Predicate<JsonNode> fits) throws InterruptedException {
        Optional<String> cursor = Optional.empty();
        while (true) {
            JsonNode answer = page(ledger, query, cursor, LARGEST);
            for (JsonNode each : answer.path(field)) {
                if (fits.test(each)) {
                    return Optional.of(each);
                }
            }
            cursor = next(answer);
            if (cursor.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private JsonNode page(Ledger ledger, Query query, Optional<String> cursor, int most) throws InterruptedException {
        Query limited =
                query.with("limit", String.valueOf(Math.min(LARGEST, most))).with("cursor", cursor);
        JsonNode answer = ledger.found(path, limited).json();
        if (cursor.isPresent() && next(answer).equals(cursor)) {
            throw new CommandException(
                    CommandException.UNUSABLE, "the ledger at " + ledger.address() + " gives the same page again");
        }
        return answer;
    }

    /** Whether there is more than a beginning has. */
    static boolean goesOn(JsonNode page) {
        return next(page).isPresent();
    }

    private static Optional<String> next(JsonNode page) {
        return Optional.of(page.path("next").asText()).filter(text -> !text.isEmpty());
    }
}
