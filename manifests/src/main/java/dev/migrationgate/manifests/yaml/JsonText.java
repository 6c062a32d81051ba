package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Position;
import java.util.HexFormat;

/** Reads a text in double quotes. Source: RFC 8259, section 7. */
final class JsonText {
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private final JsonCursor cursor;

    JsonText(JsonCursor cursor) {
        this.cursor = cursor;
    }

    /** The text whose opening quote is next, without its quotes. */
    String read() {
        Position start = cursor.position();
        var text = new StringBuilder();
        cursor.next();
        while (!cursor.take('"')) {
            Position position = cursor.position();
            int character = cursor.next();
            if (character == JsonCursor.END || character == '\n' || character == '\r') {
                throw cursor.notJson(start, "this text has no closing quote in its line");
            }
            if (character < ' ') {
                throw cursor.notJson(position, "a control character has to be escaped");
            }
            text.append(character == '\\' ? escaped(position) : (char) character);
        }
        return text.toString();
    }

    private char escaped(Position position) {
        int character = cursor.next();
        int index = ESCAPES.indexOf(character);
        if (index >= 0) {
            return ESCAPED.charAt(index);
        }
        if (character != 'u') {
            throw cursor.notJson(position, "there is no such escape; a backslash itself is written twice");
        }
        int value = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            if (!HexFormat.isHexDigit(cursor.peek())) {
                throw cursor.notJson(position, "four hexadecimal digits have to follow \\u");
            }
            value = value * 16 + HexFormat.fromHexDigit(cursor.next());
        }
        return (char) value;
    }
}
