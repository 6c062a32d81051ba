package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks through a JSON text and knows where it is. */
final class JsonCursor {
    /** What comes after the last character. */
    static final int END = -1;

    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int column = 1;

    JsonCursor(String file, String text) {
        this.file = file;
        this.text = text;
    }

    Position position() {
        return new Position(line, column);
    }

    int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /** Goes past the next character. */
    int next() {
        int character = peek();
        if (character == END) {
            return END;
        }
        at++;
        if (character == '\n' || (character == '\r' && peek() != '\n')) {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate((char) character)) {
            column++;
        }
        return character;
    }

    /** Goes past that character, if it is the next one. */
    boolean take(char expected) {
        boolean found = peek() == expected;
        if (found) {
            next();
        }
        return found;
    }

    /** Goes past what matches, if that is next. The pattern matches no line breaks. */
    Optional<String> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        column += matcher.group().length();
        return Optional.of(matcher.group());
    }

    /** Source of what white space is: RFC 8259, section 2. */
    void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            next();
        }
    }

    /** What to throw where the text is not JSON. It does not quote the text, which may hold a secret. */
    Unreadable notJson(Position position, String wanted) {
        return stop(position, FindingCode.SYNTAX, "this is not JSON: " + wanted);
    }

    Unreadable stop(Position position, FindingCode code, String message) {
        return new Unreadable(new Finding(file, position, "", code, message, Optional.empty()));
    }
}
