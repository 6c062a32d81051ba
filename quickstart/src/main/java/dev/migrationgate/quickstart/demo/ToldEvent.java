package dev.migrationgate.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event as the ledger tells it.
 *
 * @param time when it happened
 * @param label name and verdict, for example {@code MigrationSucceeded APPLIED}
 * @param uri the service's address, where it tells of one
 */
record ToldEvent(Instant time, String label, Optional<String> uri) {

    /** Reads one entry of the list of events in {@code /v1/deployments/ID}. */
    static ToldEvent of(JsonNode event) {
        String name = Arrays.stream(event.path("topic").asText().split("-", -1))
                .map(word -> word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        JsonNode data = event.path("data");
        String verdict = switch (name) {
            case "MigrationSucceeded" -> data.path("outcome").asText();
            case "MigrationFailed", "ServiceDeployFailed" -> data.path("reason").asText();
            default -> "";
        };
        return new ToldEvent(
                Instant.parse(event.path("time").asText()),
                verdict.isEmpty() ? name : name + " " + verdict,
                Optional.of(data.path("uri").asText()).filter(text -> !text.isEmpty()));
    }
}
