package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements that enable a plan's extensions, those first that others need. */
final class Extensions {
    private static final String AVAILABLE = "SELECT v.name, v.schema IS NOT NULL, coalesce(v.requires::text[], '{}')"
            + " FROM pg_available_extension_versions v JOIN pg_available_extensions e"
            + " ON e.name = v.name AND e.default_version = v.version WHERE v.name = ANY (?)";

    private final Set<String> placed = new LinkedHashSet<>();
    private final Map<String, List<String>> requires = new HashMap<>();

    private Extensions() {}

    /**
     * The statements. One that the server does not have is left to the server to refuse.
     *
     * @param extensions declared and allowed
     */
    static List<String> enabled(Connection connection, List<Identifier> extensions) throws SQLException {
        Extensions available = new Extensions();
        available.read(connection, extensions);
        List<String> sql = new ArrayList<>();
        for (Identifier extension : ordered(extensions, available.requires)) {
            // Some insist on a schema of their own. Where the others are, everybody may call them.
            String where = available.placed.contains(extension.name()) ? "" : " WITH SCHEMA public";
            sql.add("CREATE EXTENSION IF NOT EXISTS " + extension.quoted() + where);
        }
        return sql;
    }

    private void read(Connection connection, List<Identifier> extensions) throws SQLException {
        String[] names = extensions.stream().map(Identifier::name).toArray(String[]::new);
        try (PreparedStatement statement = connection.prepareStatement(AVAILABLE)) {
            statement.setArray(1, Catalogue.texts(connection, names));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        placed.add(rows.getString(1));
                    }
                    requires.put(rows.getString(1), List.of((String[])
                            rows.getArray(3).getArray()));
                }
            }
        }
    }

    /** Each after those of the declared ones that it needs. */
    static List<Identifier> ordered(List<Identifier> declared, Map<String, List<String>> requires) {
        Set<Identifier> ordered = new LinkedHashSet<>();
        declared.forEach(extension -> place(extension, declared, requires, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    /** {@code above} keeps a circle, which PostgreSQL would refuse, from being followed for ever. */
    private static void place(
            Identifier extension,
            List<Identifier> declared,
            Map<String, List<String>> requires,
            Set<Identifier> ordered,
            Set<Identifier> above) {
        if (above.add(extension)) {
            declared.stream()
                    .filter(other ->
                            requires.getOrDefault(extension.name(), List.of()).contains(other.name()))
                    .forEach(other -> place(other, declared, requires, ordered, above));
            ordered.add(extension);
        }
    }
}
