package dev.migrationgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the fields of an object. Each method throws {@link IllegalArgumentException} for a value of another kind. Unknown fields are not
 * looked for: whoever reads writes what was read again, and compares.
 */
record JsonReader(JsonNode object) {

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "a text"));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(textOf(name, value));
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> wrong(name, "a whole number"));
    }

    int smallNumber(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw wrong(name, "a number below 2^31");
        }
        return (int) value;
    }

    OptionalLong optionalNumber(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return OptionalLong.of(value.longValue());
    }

    boolean has(String name) {
        return object.has(name);
    }

    Sha256 digest(String name) {
        return new Sha256(text(name));
    }

    JsonNode value(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            throw wrong(name, "there");
        }
        return value;
    }

    JsonReader object(String name) {
        return new JsonReader(value(name));
    }

    <T> List<T> array(String name, Function<JsonReader, T> form) {
        List<T> values = new ArrayList<>();
        elements(name).forEach(value -> values.add(form.apply(new JsonReader(value))));
        return values;
    }

    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        elements(name).forEach(value -> values.add(textOf(name, value)));
        return values;
    }

    Map<String, String> namedTexts(String name) {
        Map<String, String> values = new TreeMap<>();
        value(name).properties().forEach(field -> values.put(field.getKey(), textOf(name, field.getValue())));
        return values;
    }

    private JsonNode elements(String name) {
        JsonNode value = value(name);
        if (!value.isArray()) {
            throw wrong(name, "an array");
        }
        return value;
    }

    private static String textOf(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(name, "a text");
        }
        return value.textValue();
    }

    private static IllegalArgumentException wrong(String name, String kind) {
        return new IllegalArgumentException("the field " + name + " is not " + kind);
    }
}
