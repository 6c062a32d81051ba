package dev.migrationgate.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.topics.TopicTable.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What an application of the table of topics did, to be shown. */
final class AppliedForms {
    private AppliedForms() {}

    static List<String> lines(Applied applied) {
        List<String> lines = new ArrayList<>();
        applied.created().forEach(topic -> lines.add("created  " + topic));
        applied.changed()
                .forEach(drift -> lines.add("changed  %s: %s from %s to %s"
                        .formatted(drift.topic(), drift.setting(), drift.is(), drift.shouldBe())));
        if (lines.isEmpty()) {
            lines.add("nothing to change");
        }
        if (!applied.left().isEmpty()) {
            lines.add("cannot be changed in place:");
            lines.addAll(DriftLines.of(applied.left()));
        }
        return lines;
    }

    /**
     * An object with {@code created}, {@code changed} and {@code left}.
     *
     * @param registered how many schemas a registry has now; empty: none was named
     */
    static JsonNode json(Applied applied, OptionalInt registered) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        applied.created().forEach(json.putArray("created")::add);
        json.set("changed", DriftJson.of(applied.changed()));
        json.set("left", DriftJson.of(applied.left()));
        registered.ifPresent(subjects -> json.put("registeredSchemas", subjects));
        return json;
    }
}
