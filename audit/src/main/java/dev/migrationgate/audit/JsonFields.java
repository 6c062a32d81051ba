package dev.migrationgate.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of an object on their way to canonical JSON, each with its value as it will stand there. */
final class JsonFields {
    private final Map<String, String> fields = new TreeMap<>();

    JsonFields text(String name, String value) {
        return put(name, quoted(value));
    }

    JsonFields text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
        return this;
    }

    JsonFields number(String name, long value) {
        var out = new StringBuilder();
        JsonWriter.number(value, out);
        return put(name, out.toString());
    }

    JsonFields number(String name, OptionalLong value) {
        value.ifPresent(number -> number(name, number));
        return this;
    }

    JsonFields json(String name, CanonicalJson value) {
        return put(name, value.text());
    }

    <T> JsonFields array(String name, List<T> values, Function<T, CanonicalJson> form) {
        return put(name, values.stream().map(form).map(CanonicalJson::text).collect(Collectors.joining(",", "[", "]")));
    }

    JsonFields texts(String name, List<String> values) {
        return put(name, values.stream().map(JsonFields::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    JsonFields texts(String name, Map<String, String> values) {
        var object = new JsonFields();
        values.forEach(object::text);
        return put(name, object.text());
    }

    CanonicalJson json() {
        return CanonicalJson.of(this);
    }

    String text() {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private JsonFields put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    private static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2);
        JsonWriter.quote(text, out);
        return out.toString();
    }
}
