package dev.migrationgate.runner.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the runtime role may do. Privileges on the schema are exactly the declared ones. On what migrations create there it gets
 * the declared table privileges, or, where none is declared, all that reads and changes rows.
 *
 * @param onSchema privileges on the schema; may be empty
 * @param onTables privileges on the owner's tables
 */
record Grants(List<String> onSchema, List<String> onTables) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Set<String> SCHEMA = Set.of("USAGE", "CREATE");
    private static final Set<String> TABLE = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "TRIGGER");
    private static final List<String> ROWS = List.of("DELETE", "INSERT", "SELECT", "UPDATE");

    static Grants of(List<String> privileges) throws Refusal {
        Set<String> schema = new TreeSet<>();
        Set<String> tables = new TreeSet<>();
        for (String declared : privileges) {
            // Beyond ASCII there are letters whose upper case is one of ASCII's.
            String privilege = WORD.matcher(declared).matches() ? declared.toUpperCase(Locale.ROOT) : declared;
            if (SCHEMA.contains(privilege)) {
                schema.add(privilege);
            } else if (TABLE.contains(privilege)) {
                tables.add(privilege);
            } else if (privilege.equals("ALL")) {
                schema.addAll(SCHEMA);
                tables.addAll(TABLE);
            } else if (!privilege.equals("EXECUTE")) {
                // EXECUTE needs no grant: PostgreSQL gives it to everybody who may use the schema.
                throw new Refusal("privilege " + Shown.of(declared) + " is unknown");
            }
        }
        return new Grants(new ArrayList<>(schema), tables.isEmpty() ? ROWS : new ArrayList<>(tables));
    }

    String tableList() {
        return String.join(", ", onTables);
    }

    String schemaList() {
        return String.join(", ", onSchema);
    }
}
