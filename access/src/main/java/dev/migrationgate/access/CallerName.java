package dev.migrationgate.access;

import dev.migrationgate.access.connection.Section;
import java.util.Set;
import java.util.regex.Pattern;

/** The name by which events know a token or a signer. */
final class CallerName {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private CallerName() {}

    /** Reads the field {@code name}, and adds it to the names that were there before. */
    static String read(Section section, Set<String> before) {
        String name = section.parsed("name", CallerName::parse).orElseGet(() -> section.missing("name", ""));
        if (!name.isEmpty() && !before.add(name)) {
            section.problem("name", "is there twice");
        }
        return name;
    }

    private static String parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("has to be 1 to 64 letters, digits, '.', '_' and '-'");
        }
        return text;
    }
}
