package dev.migrationgate.manifests.schema;

import dev.migrationgate.manifests.model.Format;
import dev.migrationgate.manifests.model.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes a schema of a shape, which refuses nothing that the reader takes: fields that are not known, fields without a value, and
 * numbers where text belongs are warnings. It uses no keyword that draft 7 does not know, so that older editors understand it.
 */
final class ShapeSchema {
    /** What nothing fits. */
    static final Json.Fields NOTHING = Json.Fields.NONE.with("not", Json.Fields.NONE);

    private static final String PORT =
            "^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$";

    /** A number of each notation, one of which a format that allows numbers matches. */
    private static final List<String> NUMBERS = List.of("1", "1.5", "-1");

    private static final List<String> TRUTHS = List.of("true", "True", "TRUE", "false", "False", "FALSE");

    private ShapeSchema() {}

    /** The schema of a value that has to be there. */
    static Json.Fields required(Shape shape) {
        return of(shape, List.of());
    }

    /** The schema of a value that may be missing: it may also be nothing. */
    static Json.Fields optional(Shape shape) {
        return of(shape, List.of("null"));
    }

    private static Json.Fields of(Shape shape, List<String> more) {
        return switch (shape) {
            case Shape.Text text -> text(text.format(), more);
            case Shape.OneOf words -> words(words.words(), more);
            case Shape.Flag _ -> type(more, "boolean");
            case Shape.Whole whole ->
                type(more, "integer")
                        .with("minimum", new Json.Whole(whole.min()))
                        .with("maximum", new Json.Whole(whole.max()));
            case Shape.ListOf list -> type(more, "array").with("items", optional(list.item()));
            case Shape.MapOf map ->
                type(more, "object")
                        .with("propertyNames", keys(map.keys()))
                        .with("additionalProperties", optional(map.value()));
            case Shape.Struct struct -> struct(struct, more);
            case Shape.Anything _ -> Json.Fields.NONE;
        };
    }

    private static Json.Fields text(Format format, List<String> more) {
        List<String> types = new ArrayList<>(List.of("string"));
        if (NUMBERS.stream().anyMatch(format::matches)) {
            types.add("number");
        }
        if (TRUTHS.stream().anyMatch(format::matches)) {
            types.add("boolean");
        }
        types.addAll(more);
        Json.Fields schema = Json.Fields.NONE.with("type", types(types));
        if (format == Format.ANY) {
            return schema;
        }
        Json.Fields formed = schema.with("pattern", format.pattern())
                .with("maxLength", new Json.Whole(Format.MAX_LENGTH))
                .with("description", sentence(format.described()));
        return format.words().isEmpty()
                ? formed
                : formed.with("not", Json.Fields.NONE.with("enum", Json.Items.texts(new TreeSet<>(format.words()))));
    }

    /** Editors offer the words; the pattern takes them in upper and lower case. */
    private static Json.Fields words(List<String> words, List<String> more) {
        List<Json> choices = new ArrayList<>();
        choices.add(Json.Fields.NONE.with("enum", Json.Items.texts(words)));
        var pattern = new StringBuilder();
        for (String word : words) {
            pattern.append(pattern.isEmpty() ? "^(" : "|");
            word.chars()
                    .forEach(letter -> pattern.append('[')
                            .append(String.valueOf((char) letter).toUpperCase(Locale.ROOT))
                            .append(String.valueOf((char) letter).toLowerCase(Locale.ROOT))
                            .append(']'));
        }
        choices.add(type(List.of(), "string").with("pattern", pattern + ")$"));
        more.forEach(type -> choices.add(type(List.of(), type)));
        return Json.Fields.NONE.with("anyOf", new Json.Items(choices));
    }

    private static Json.Fields keys(Shape.Keys keys) {
        return Json.Fields.NONE.with(
                "pattern",
                switch (keys) {
                    case NAMES -> Format.NAME.pattern();
                    case PORTS -> PORT;
                });
    }

    private static Json.Fields struct(Shape.Struct struct, List<String> more) {
        Map<String, Json> fields = new LinkedHashMap<>();
        struct.fields().forEach((name, shape) -> {
            Json.Fields schema = struct.required().contains(name) ? required(shape) : optional(shape);
            fields.put(name, described(schema, Descriptions.of(name)));
        });
        Json.Fields schema = type(more, "object").with("properties", new Json.Fields(fields));
        Set<String> misspelt = inSnakeCase(fields.keySet());
        if (!misspelt.isEmpty()) {
            // Not as properties: editors would offer them.
            String pattern = "^(" + String.join("|", misspelt) + ")$";
            schema = schema.with("patternProperties", Json.Fields.NONE.with(pattern, NOTHING));
        }
        return struct.required().isEmpty()
                ? schema
                : schema.with("required", Json.Items.texts(new TreeSet<>(struct.required())));
    }

    /** Those of the names that have more than one word, in snake_case, which the reader refuses. */
    private static Set<String> inSnakeCase(Collection<String> names) {
        return names.stream()
                .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the field is for, and after that what its value has to look like. */
    private static Json.Fields described(Json.Fields schema, Optional<String> meaning) {
        return meaning.map(text -> schema.values().get("description") instanceof Json.Text form
                        ? schema.with("description", text + " " + form.value())
                        : schema.with("description", text))
                .orElse(schema);
    }

    private static Json.Fields type(List<String> more, String type) {
        List<String> types = new ArrayList<>(List.of(type));
        types.addAll(more);
        return Json.Fields.NONE.with("type", types(types));
    }

    private static Json types(List<String> types) {
        return types.size() == 1 ? new Json.Text(types.getFirst()) : Json.Items.texts(types);
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }
}
