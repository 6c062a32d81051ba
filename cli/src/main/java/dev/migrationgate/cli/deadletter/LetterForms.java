package dev.migrationgate.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Dead letters as a list shows them. */
final class LetterForms {
    private LetterForms() {}

    static List<String> lines(List<Letter> letters) {
        List<String> lines = new ArrayList<>();
        for (Letter letter : letters) {
            lines.add(letter.id());
            lines.add("  from:   %s, partition %s, offset %s"
                    .formatted(letter.header("topic"), letter.header("partition"), letter.header("offset")));
            lines.add("  by:     %s at %s".formatted(letter.header("service"), letter.header("time")));
            lines.add("  key:    " + letter.key());
            lines.add("  value:  " + letter.valueBytes() + " bytes");
            lines.add("  reason: " + letter.header("reason"));
        }
        return letters.isEmpty() ? List.of("there are no dead letters") : lines;
    }

    /** An object with {@code letters}; what stands in headers is text, as it came, since anybody may have written it. */
    static JsonNode json(List<Letter> letters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("letters");
        letters.forEach(letter -> all.addObject()
                .put("id", letter.id())
                .put("topic", letter.header("topic"))
                .put("partition", letter.header("partition"))
                .put("offset", letter.header("offset"))
                .put("service", letter.header("service"))
                .put("time", letter.header("time"))
                .put("key", letter.key())
                .put("valueBytes", letter.valueBytes())
                .put("reason", letter.header("reason")));
        return json;
    }
}
