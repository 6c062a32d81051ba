package dev.migrationgate.manifests.yaml;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes a node as JSON in the one form that equal content has: keys sorted, no white space. Reading that text again as
 * YAML gives an equal tree, but for positions.
 */
public final class CanonicalJson {
    /** JSON's grammar of numbers. A number in another notation is written as text, so that it stays as it was written. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /** The canonical form of {@code node}. */
    public static String of(Node node) {
        var writer = new CanonicalJson();
        writer.write(node);
        return writer.out.toString();
    }

    /** {@code text} as a JSON string, with its quotes. */
    public static String quoted(String text) {
        var writer = new CanonicalJson();
        writer.quote(text);
        return writer.out.toString();
    }

    private void write(Node node) {
        switch (node) {
            case Node.Scalar scalar -> write(scalar);
            case Node.Sequence sequence -> write(sequence.items());
            case Node.Mapping mapping -> write(mapping);
        }
    }

    private void write(Node.Scalar scalar) {
        switch (scalar.type()) {
            case NOTHING -> out.append("null");
            case TRUTH -> out.append(Boolean.parseBoolean(scalar.text()));
            case WHOLE, DECIMAL -> {
                if (NUMBER.matcher(scalar.text()).matches()) {
                    out.append(scalar.text());
                } else {
                    quote(scalar.text());
                }
            }
            case TEXT -> quote(scalar.text());
        }
    }

    private void write(List<Node> items) {
        out.append('[');
        String separator = "";
        for (Node item : items) {
            out.append(separator);
            write(item);
            separator = ",";
        }
        out.append(']');
    }

    private void write(Node.Mapping mapping) {
        out.append('{');
        String separator = "";
        for (var entry : new TreeMap<>(mapping.entries()).entrySet()) {
            out.append(separator);
            quote(entry.getKey());
            out.append(':');
            write(entry.getValue().value());
            separator = ",";
        }
        out.append('}');
    }

    /** Nearly all of a text stands as it is, and is taken over in pieces: this is done several times for each request. */
    private void quote(String text) {
        out.append('"');
        int written = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (!isPlain(character)) {
                out.append(text, written, at);
                escape(character);
                written = next;
            }
            at = next;
        }
        out.append(text, written, text.length()).append('"');
    }

    private void escape(int character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u%04x".formatted(character));
        }
    }

    /** What YAML does not print, JSON may not print or would fold is escaped. */
    private static boolean isPlain(int character) {
        return (character >= 0x20 && character < 0x7f && character != '"' && character != '\\')
                || (character >= 0xa0 && !isEscaped(character));
    }

    private static boolean isEscaped(int character) {
        boolean separator = character == 0x2028 || character == 0x2029;
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return separator || half || character == 0xfffe || character == 0xffff || character == 0xfeff;
    }
}
