package dev.migrationgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;

/** Writes values as RFC 8785 wants them. */
final class JsonWriter {
    /** Greatest whole number that a double has exactly, and all below it (RFC 8785, section 3.2.2.3; RFC 7493, section 2.2). */
    private static final long MOST = (1L << 53) - 1;

    private JsonWriter() {}

    static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case NULL, BOOLEAN -> out.append(value.asText());
            case NUMBER -> number(value, out);
            case STRING -> quote(value.textValue(), out);
            case ARRAY -> array(value, out);
            case OBJECT -> object(value, out);
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("JSON has no values of the kind " + value.getNodeType());
        }
    }

    private static void number(JsonNode value, StringBuilder out) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("a number that is not whole, or too large: write it as text");
        }
        number(value.longValue(), out);
    }

    static void number(long value, StringBuilder out) {
        if (value > MOST || value < -MOST) {
            throw new IllegalArgumentException(
                    "not every reader has the number " + value + " exactly: write it as text");
        }
        out.append(value);
    }

    private static void array(JsonNode values, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (JsonNode value : values) {
            out.append(separator);
            write(value, out);
            separator = ",";
        }
        out.append(']');
    }

    /** Java compares texts by UTF-16 code units, as RFC 8785 orders names. */
    private static void object(JsonNode value, StringBuilder out) {
        var fields = new TreeMap<String, JsonNode>();
        value.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        out.append('{');
        String separator = "";
        for (var field : fields.entrySet()) {
            out.append(separator);
            quote(field.getKey(), out);
            out.append(':');
            write(field.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.isSurrogate(character)) {
                at = pair(text, at, out);
            } else if (character < 0x20 || character == '"' || character == '\\') {
                escape(character, out);
            } else {
                out.append(character);
            }
        }
        out.append('"');
    }

    private static int pair(String text, int at, StringBuilder out) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException("half of a surrogate pair, which UTF-8 cannot have");
        }
        out.append(text, at, at + 2);
        return at + 1;
    }

    private static void escape(char character, StringBuilder out) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u00").append(character < 0x10 ? '0' : '1').append(Character.forDigit(character & 15, 16));
        }
    }
}
