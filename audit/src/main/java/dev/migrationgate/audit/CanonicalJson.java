package dev.migrationgate.audit;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that RFC 8785 gives equal content. Numbers are whole and within what every reader has exactly, ±(2^53 − 1);
 * others are refused: whoever has them writes them as text. Immutable.
 */
public final class CanonicalJson {
    private static final ObjectMapper READER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final String text;

    private CanonicalJson(String text) {
        this.text = text;
    }

    /**
     * The canonical form of a value.
     *
     * @throws IllegalArgumentException it has a number that is not whole or too large, half of a surrogate pair, or what is no JSON
     */
    public static CanonicalJson of(JsonNode value) {
        var out = new StringBuilder();
        JsonWriter.write(value, out);
        return new CanonicalJson(out.toString());
    }

    /**
     * Reads any JSON text.
     *
     * @throws IllegalArgumentException it is no JSON, says a field twice, or has what the canonical form has not
     */
    public static CanonicalJson parse(String json) {
        return of(tree(json));
    }

    /** The value as a tree, of which the caller may do as it likes. */
    public JsonNode tree() {
        return tree(text);
    }

    /** The text: no white space, fields in order. */
    public String text() {
        return text;
    }

    static CanonicalJson of(JsonFields fields) {
        return new CanonicalJson(fields.text());
    }

    static JsonNode tree(String json) {
        try {
            JsonNode tree = READER.readTree(json);
            if (tree.isMissingNode()) {
                throw new IllegalArgumentException("nothing is no JSON");
            }
            return tree;
        } catch (JsonProcessingException e) {
            // Its own message would repeat what it read. What is nested too deep, or is too long, has no place.
            JsonLocation place = e.getLocation();
            throw new IllegalArgumentException(
                    place == null
                            ? "no JSON that can be read: too deep, or too long a name or number"
                            : "not JSON, from character " + Math.max(0, place.getColumnNr()),
                    e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalJson json && json.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
