package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import java.util.Optional;

/**
 * A list that the ledger gives page by page.
 *
 * @param path its route
 * @param field the list in an answer
 */
record Pages(String path, String field) {
    static final Pages DEPLOYMENTS = new Pages("/v1/deployments", "deployments");
    static final Pages APPLICATIONS = new Pages("/v1/applications", "applications");

    /** The most that the ledger gives at once. */
    private static final int LARGEST = 200;

    /**
     * Its beginning, in the form of one page. A page may be empty and still not be the last.
     *
     * @param most how many entries
     * @throws CommandException the ledger is out of reach, refuses, or goes on with the same page
     */
    ObjectNode first(Ledger ledger, Query query, int most) throws InterruptedException {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        Optional<String> cursor = Optional.empty();
        while (true) {
            Query page = query.with("limit", String.valueOf(Math.min(LARGEST, most - entries.size())))
                    .with("cursor", cursor);
            JsonNode answer = ledger.found(path, page).json();
            answer.path(field).forEach(entries::add);
            Optional<String> next = next(answer);
            if (next.isEmpty() || entries.size() >= most) {
                ObjectNode whole = JsonNodeFactory.instance.objectNode();
                answer.properties().forEach(each -> whole.set(each.getKey(), each.getValue()));
                whole.set(field, entries);
                return whole;
            }
            if (next.equals(cursor)) {
                throw new CommandException(
                        CommandException.UNUSABLE, "the ledger at " + ledger.address() + " gives the same page again");
            }
            cursor = next;
        }
    }

    /** Whether there is more than a beginning has. */
    static boolean goesOn(JsonNode page) {
        return next(page).isPresent();
    }

    private static Optional<String> next(JsonNode page) {
        return Optional.of(page.path("next").asText()).filter(text -> !text.isEmpty());
    }
}
