package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Makes nodes of JSON, and of nothing but JSON. YAML's parser is not enough for that: it takes much that is not JSON, and
 * refuses some that is, such as a line break between a key and its colon.
 *
 * <p>Source: RFC 8259.
 */
final class JsonParser {
    private static final Pattern WORD = Pattern.compile("true|false|null");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private final String file;
    private final Limits limits;
    private final Findings findings;
    private final JsonCursor cursor;
    private int nodesSoFar;

    JsonParser(String file, String text, Limits limits, Findings findings) {
        this.file = file;
        this.limits = limits;
        this.findings = findings;
        this.cursor = new JsonCursor(file, text);
    }

    /**
     * The one value of the text.
     *
     * @throws Unreadable it is not JSON, or goes beyond a limit
     */
    Node parse() {
        cursor.skipSpace();
        Node root = value(1);
        cursor.skipSpace();
        if (cursor.peek() != JsonCursor.END) {
            throw notJson("nothing may follow the value; several manifests are written as a list");
        }
        return root;
    }

    /** The next value, which is next without space before it. */
    private Node value(int depth) {
        if (++nodesSoFar > limits.nodes()) {
            throw stop(FindingCode.TOO_MANY_ALIASES, "the document has more than " + limits.nodes() + " nodes");
        }
        Position position = cursor.position();
        return switch (cursor.peek()) {
            case '{' -> mapping(position, depth);
            case '[' -> list(position, depth);
            case '"' -> new Node.Scalar(position, ScalarType.TEXT, new JsonText(cursor).read());
            default ->
                cursor.take(WORD)
                        .map(word -> new Node.Scalar(position, typeOfWord(word), word))
                        .or(() -> cursor.take(NUMBER)
                                .map(number -> new Node.Scalar(position, typeOfNumber(number), number)))
                        .orElseThrow(() -> noValue(depth));
        };
    }

    private Node mapping(Position position, int depth) {
        open(depth);
        var entries = new Entries(file, findings);
        if (!cursor.take('}')) {
            do {
                entry(entries, depth);
            } while (goesOn('}'));
        }
        return entries.mapping(position);
    }

    private void entry(Entries entries, int depth) {
        Position keyPosition = cursor.position();
        if (cursor.peek() != '"') {
            throw notJson("a key in double quotes has to stand here");
        }
        String key = new JsonText(cursor).read();
        cursor.skipSpace();
        if (!cursor.take(':')) {
            throw notJson("a colon has to stand here");
        }
        cursor.skipSpace();
        entries.add(key, keyPosition, value(depth + 1));
    }

    private Node list(Position position, int depth) {
        open(depth);
        var items = new ArrayList<Node>();
        if (!cursor.take(']')) {
            do {
                items.add(value(depth + 1));
            } while (goesOn(']'));
        }
        return new Node.Sequence(position, items);
    }

    /** Goes past an opening bracket. The depth is bounded because every level is a call. */
    private void open(int depth) {
        if (depth > limits.depth()) {
            throw stop(FindingCode.TOO_DEEP, "nested deeper than " + limits.depth() + " levels");
        }
        cursor.next();
        cursor.skipSpace();
    }

    /** Goes past a comma and tells so, or goes past the closing bracket. */
    private boolean goesOn(char close) {
        cursor.skipSpace();
        if (cursor.take(close)) {
            return false;
        }
        if (!cursor.take(',')) {
            throw notJson("a comma or '" + close + "' has to stand here");
        }
        cursor.skipSpace();
        return true;
    }

    private static ScalarType typeOfWord(String word) {
        return word.equals("null") ? ScalarType.NOTHING : ScalarType.TRUTH;
    }

    private static ScalarType typeOfNumber(String number) {
        return WHOLE.matcher(number).matches() ? ScalarType.WHOLE : ScalarType.DECIMAL;
    }

    private Unreadable noValue(int depth) {
        return notJson(
                depth == 1
                        ? "a manifest begins with '{', and a list of them with '['"
                        : "a value has to stand here: text in double quotes, a number, true, false, null, '[' or '{'");
    }

    private Unreadable notJson(String wanted) {
        return cursor.notJson(cursor.position(), wanted);
    }

    private Unreadable stop(FindingCode code, String message) {
        return cursor.stop(cursor.position(), code, message);
    }
}
