package dev.migrationgate.runner.database;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the runtime role may do: exactly what is declared. Where nothing is declared about objects, it may read and change rows and
 * call functions, as a service needs to that uses what its migrations create.
 *
 * @param onSchemas privileges on schemas; may be empty
 * @param onTables privileges on the owner's tables and views
 * @param onSequences privileges on the owner's sequences: SELECT, INSERT and UPDATE as they are needed for columns that count
 * @param onRoutines privileges on the owner's functions and procedures
 */
record Grants(List<String> onSchemas, List<String> onTables, List<String> onSequences, List<String> onRoutines) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Set<String> SCHEMA = Set.of("USAGE", "CREATE");
    private static final Set<String> TABLE = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "TRIGGER");
    private static final Set<String> UNDECLARED = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE");
    private static final String EXECUTE = "EXECUTE";
    private static final String ALL = "ALL";

    static Grants of(List<String> privileges) throws Refusal {
        Set<String> schema = new TreeSet<>();
        Set<String> objects = new TreeSet<>();
        for (String declared : privileges) {
            // Beyond ASCII there are letters whose upper case is one of ASCII's.
            String privilege = WORD.matcher(declared).matches() ? declared.toUpperCase(Locale.ROOT) : declared;
            if (SCHEMA.contains(privilege)) {
                schema.add(privilege);
            } else if (TABLE.contains(privilege) || privilege.equals(EXECUTE)) {
                objects.add(privilege);
            } else if (privilege.equals(ALL)) {
                schema.addAll(SCHEMA);
                objects.addAll(TABLE);
                objects.add(EXECUTE);
            } else {
                throw new Refusal("privilege " + Shown.of(declared) + " is unknown; known are USAGE, CREATE, "
                        + String.join(", ", new TreeSet<>(TABLE)) + ", EXECUTE and ALL");
            }
        }
        return of(schema, objects.isEmpty() ? UNDECLARED : objects);
    }

    private static Grants of(Set<String> schema, Set<String> objects) {
        Set<String> tables = new TreeSet<>(objects);
        tables.retainAll(TABLE);
        Set<String> sequences = new TreeSet<>();
        if (objects.contains("SELECT")) {
            sequences.add("SELECT");
        }
        if (objects.contains("INSERT")) {
            sequences.add("USAGE");
        }
        if (objects.contains("UPDATE")) {
            sequences.add("UPDATE");
        }
        return new Grants(
                List.copyOf(schema),
                List.copyOf(tables),
                List.copyOf(sequences),
                objects.contains(EXECUTE) ? List.of(EXECUTE) : List.of());
    }
}
