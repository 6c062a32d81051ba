package dev.migrationgate.runner.database;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that may stand in SQL: checked, and quoted all the same.
 *
 * @param name of {@code ^[a-z_][a-z0-9_-]{0,62}$}; 63 bytes is PostgreSQL's own limit (NAMEDATALEN - 1)
 */
record Identifier(String name) {
    private static final Pattern SHAPE = Pattern.compile("[a-z_][a-z0-9_-]{0,62}");
    private static final Set<String> SYSTEM = Set.of("postgres", "template0", "template1", "information_schema");

    /** The name a manifest declares for something of its own, {@code what} says for what. */
    static Identifier declared(String what, String name) throws Refusal {
        Identifier identifier = shaped(what, name);
        if (name.startsWith("pg_") || SYSTEM.contains(name)) {
            throw new Refusal(what + " " + Shown.of(name) + " belongs to PostgreSQL itself");
        }
        if (ReservedWords.contain(name)) {
            throw new Refusal(what + " " + Shown.of(name) + " is a reserved word of PostgreSQL");
        }
        return identifier;
    }

    /** The name of an extension, many of which begin with {@code pg_}. */
    static Identifier extension(String name) throws Refusal {
        return shaped("extension", name);
    }

    private static Identifier shaped(String what, String name) throws Refusal {
        if (!SHAPE.matcher(name).matches()) {
            throw new Refusal(what + " " + Shown.of(name) + " must match ^" + SHAPE.pattern() + "$");
        }
        return new Identifier(name);
    }

    /** The name as SQL writes it. Doubling quotes is for the day somebody widens the shape. */
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
