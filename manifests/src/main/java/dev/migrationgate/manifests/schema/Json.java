package dev.migrationgate.manifests.schema;

import dev.migrationgate.manifests.yaml.CanonicalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON whose fields keep their order. */
sealed interface Json {
    /** A text. */
    record Text(String value) implements Json {}

    /** A whole number. */
    record Whole(int value) implements Json {}

    /** A list. */
    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }

        static Items of(Json... values) {
            return new Items(List.of(values));
        }

        static Items texts(Collection<String> texts) {
            return new Items(texts.stream().map(text -> (Json) new Text(text)).toList());
        }
    }

    /** A mapping. */
    record Fields(Map<String, Json> values) implements Json {
        /** Without fields: as a schema, one that everything fits. */
        static final Fields NONE = new Fields(Map.of());

        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The same with one more field, or another value of it. */
        Fields with(String name, Json value) {
            var more = new LinkedHashMap<>(values);
            more.put(name, value);
            return new Fields(more);
        }

        Fields with(String name, String value) {
            return with(name, new Text(value));
        }

        /** The same with all fields of another. */
        Fields with(Fields other) {
            var more = new LinkedHashMap<>(values);
            more.putAll(other.values);
            return new Fields(more);
        }
    }

    /** The text form: lists of texts in one line, all else in lines of its own. */
    default String text() {
        return text("\n");
    }

    private String text(String newLine) {
        return switch (this) {
            case Text text -> CanonicalJson.quoted(text.value());
            case Whole whole -> Integer.toString(whole.value());
            case Items items -> {
                boolean flat = items.values().stream().allMatch(Text.class::isInstance);
                List<String> parts = items.values().stream()
                        .map(item -> item.text(newLine + "  "))
                        .toList();
                yield flat ? "[" + String.join(", ", parts) + "]" : lines("[", parts, "]", newLine);
            }
            case Fields fields -> {
                List<String> parts = new ArrayList<>();
                fields.values()
                        .forEach((name, value) ->
                                parts.add(CanonicalJson.quoted(name) + ": " + value.text(newLine + "  ")));
                yield parts.isEmpty() ? "{}" : lines("{", parts, "}", newLine);
            }
        };
    }

    private static String lines(String open, List<String> parts, String close, String newLine) {
        return parts.stream().collect(Collectors.joining("," + newLine + "  ", open + newLine + "  ", newLine + close));
    }
}
