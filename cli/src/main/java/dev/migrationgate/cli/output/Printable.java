package dev.migrationgate.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes what a server said fit for a terminal. People, databases and containers wrote it: it may hold what moves the cursor, starts
 * another line or turns the direction of text around.
 */
public final class Printable {
    private static final Pattern HOSTILE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** One line, with a question mark for each character that is not to be seen. */
    public static String of(String text) {
        return HOSTILE.matcher(text).replaceAll("?");
    }

    /** The same, cut where it is too long. */
    public static String cut(String text, int most) {
        String line = of(text);
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + '…';
    }

    /** Prints lines; all of them go through {@link #of}, so that none is forgotten. */
    public static void print(PrintWriter out, List<String> lines) {
        lines.forEach(line -> out.println(of(line)));
        out.flush();
    }

    /** The same JSON with such characters escaped. Outside of strings none but white space may stand in it. */
    public static String json(String json) {
        return HOSTILE.matcher(json).replaceAll(found -> switch (found.group()) {
            case "\n" -> "\n";
            case "\r", "\t" -> " ";
            default -> escaped(found.group());
        });
    }

    /** With two backslashes, the first of which is for the replacement. */
    private static String escaped(String characters) {
        var escaped = new StringBuilder();
        characters.chars().forEach(character -> escaped.append("\\\\u%04x".formatted(character)));
        return escaped.toString();
    }
}
