package dev.migrationgate.runner.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which Database manifest lives on which server; the first entry that fits counts. */
public final class Servers {
    private static final Pattern PATTERN = Pattern.compile("[\\w./*-]+");

    private final List<Entry> entries;

    private Servers(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** No database has a server. */
    public static Servers none() {
        return new Servers(List.of());
    }

    /**
     * Reads {@code pattern=address [admin=secret-version] [host=host[:port]]} entries with semicolons between. In a pattern {@code *}
     * stands for any text.
     *
     * @param defaultAdmin secret version that holds the {@code user:password} of the administrator of entries without their own
     * @throws IllegalArgumentException an entry has another form, or no administrator; the message names it by its pattern, says what
     *     is wrong and what must be there, and repeats nothing else
     */
    public static Servers parse(String text, Optional<String> defaultAdmin) {
        List<Entry> entries = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                // The first that is wrong ends the reading: what follows may be the rest of a password with a
                // semicolon.
                entries.add(entry(part.strip(), entries.size() + 1, defaultAdmin));
            }
        }
        List<String> unmanaged = entries.stream()
                .filter(entry -> entry.server().adminSecret().isEmpty())
                .map(entry -> "'" + entry.pattern() + "'")
                .toList();
        if (!unmanaged.isEmpty()) {
            throw new IllegalArgumentException("no administrator for " + String.join(", ", unmanaged) + ": add admin="
                    + Administrators.SECRET_VERSION_FORM + " or set DATABASE_ADMIN_SECRET");
        }
        return new Servers(entries);
    }

    /** Where a Database manifest's databases are; empty: no entry fits. */
    Optional<Server> of(String databaseId) {
        return entries.stream()
                .filter(entry -> entry.matches(databaseId))
                .map(Entry::server)
                .findFirst();
    }

    /** Each server once, in the order of the configuration. */
    List<Server> all() {
        return entries.stream().map(Entry::server).distinct().toList();
    }

    private static Entry entry(String text, int number, Optional<String> defaultAdmin) {
        int equals = text.indexOf('=');
        String pattern = text.substring(0, Math.max(equals, 0)).strip();
        if (!PATTERN.matcher(pattern).matches()) {
            throw new IllegalArgumentException(
                    "entry " + number + " must be pattern=address, with letters, digits and _ . / - * in the pattern");
        }
        try {
            return new Entry(
                    pattern, ServerReader.read(text.substring(equals + 1).strip(), defaultAdmin));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("entry '" + pattern + "': " + e.getMessage(), e);
        }
    }

    /**
     * One entry.
     *
     * @param pattern pattern on the Database manifest's id
     * @param server where such databases are
     */
    private record Entry(String pattern, Server server) {
        boolean matches(String databaseId) {
            String regex =
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return databaseId.matches(regex);
        }
    }
}
