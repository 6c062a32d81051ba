package dev.migrationgate.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.instance.Views;
import dev.migrationgate.manifests.LaneId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Who is in databases' lanes now.
 *
 * @param occupied the lanes that somebody holds or waits for, as runners tell them; empty: no runner was asked
 */
record Lanes(Optional<List<JsonNode>> occupied) {
    private static final Views VIEW = new Views("runner", "/v1/lanes", "lanes", "lane");

    /**
     * Asks all instances of the runner.
     *
     * @param runners their management addresses; none: nobody is asked
     * @throws CommandException one is out of reach
     */
    static Lanes of(List<URI> runners) throws InterruptedException {
        return new Lanes(runners.isEmpty() ? Optional.empty() : Optional.of(VIEW.of(runners)));
    }

    /** A lane, if somebody is in it. */
    Optional<JsonNode> find(LaneId id) {
        return occupied.orElse(List.of()).stream()
                .filter(lane -> lane.path("lane").asText().equals(id.value()))
                .findFirst();
    }

    /** Who is in a lane, in words. */
    String said(LaneId id) {
        if (occupied.isEmpty()) {
            return "who is in it was not asked: name the runner with --runner";
        }
        Optional<JsonNode> lane = find(id);
        String holder = lane.filter(each -> each.has("holder"))
                .map(each -> "held by " + deployment(each.path("holder")) + ", "
                        + each.path("holder").path("phase").asText())
                .orElse("nobody holds it");
        List<String> waiting = lane.stream()
                .flatMap(each -> StreamSupport.stream(each.path("waiting").spliterator(), false))
                .map(Lanes::deployment)
                .toList();
        return holder + (waiting.isEmpty() ? "; nobody waits" : "; in line: " + String.join(", ", waiting));
    }

    private static String deployment(JsonNode entry) {
        String application = entry.path("applicationId").asText();
        return "%s %s"
                .formatted(
                        application.substring(application.lastIndexOf('/') + 1),
                        entry.path("version").asText());
    }
}
