package dev.migrationgate.runner.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which Database manifest lives on which server; the first entry that fits counts.
 *
 * @param entries in the order of the configuration
 */
public record Servers(List<Entry> entries) {

    /** Copies the list. */
    public Servers {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code pattern=jdbc-address} entries with semicolons between them. In a pattern {@code *} stands for any text.
     *
     * @throws IllegalArgumentException an entry has another form; the message names it by its pattern
     */
    public static Servers parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("entry " + (entries.size() + 1) + " must be pattern=jdbc-address");
            }
            String pattern = part.substring(0, equals).strip();
            try {
                entries.add(new Entry(
                        pattern, Server.parse(part.substring(equals + 1).strip())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the address for '" + pattern + "' " + e.getMessage(), e);
            }
        }
        return new Servers(entries);
    }

    Optional<Server> of(String databaseId) {
        return entries.stream()
                .filter(entry -> entry.matches(databaseId))
                .map(Entry::server)
                .findFirst();
    }

    /**
     * One entry.
     *
     * @param pattern pattern on the Database manifest's id
     * @param server where such databases are
     */
    public record Entry(String pattern, Server server) {
        boolean matches(String databaseId) {
            String regex =
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return databaseId.matches(regex);
        }
    }
}
