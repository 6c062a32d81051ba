package dev.migrationgate.runner.database;

import java.util.Locale;

/** A name that somebody declared, as messages show it: what cannot be seen, or only looks like a letter, is spelled out. */
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    /**
     * The name in quotes, in printable ASCII: other characters as their UTF-16 code units, of a long name the beginning.
     *
     * @param name anything
     */
    static String of(String name) {
        StringBuilder text = new StringBuilder("'");
        name.chars().limit(LONGEST).forEach(c -> append(text, c));
        text.append('\'');
        if (name.length() > LONGEST) {
            text.append("... (").append(name.length()).append(" characters)");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int c) {
        if (c == '\\') {
            text.append("\\\\");
        } else if (c >= ' ' && c <= '~') {
            text.append((char) c);
        } else {
            text.append(String.format(Locale.ROOT, "\\u%04x", c));
        }
    }
}
