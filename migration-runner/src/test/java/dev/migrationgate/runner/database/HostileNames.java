package dev.migrationgate.runner.database;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/**
 * Names that PostgreSQL would take for another, for several, for its own or for something else than a name.
 *
 * @param reserved words that SQL takes for itself, as the server tells them
 */
record HostileNames(List<String> reserved) {
    private static final Set<String> SYSTEM = Set.of("postgres", "template0", "template1", "information_schema");
    /** The first are of SQL, the rest look like letters or like nothing, or are letters that ASCII has in another case. */
    private static final List<String> STRANGE = List.of(
            "\"",
            "\"\"",
            "'",
            ";",
            "\\",
            "$$",
            "/*",
            "*/",
            "--",
            "\u0000",
            "\n",
            "\r\n",
            "\t",
            " ",
            ".",
            ",",
            "(",
            "%s",
            "A",
            "é",
            "\u0430",
            "\u017f",
            "\u0131",
            "\u212a",
            "\uff41",
            "\uff3f",
            "\ufb01",
            "\u2010",
            "\u200b",
            "\u202e",
            "\u0301",
            "\ufeff",
            "\ud835\udc4e",
            "\ud800");

    private static final List<String> STATEMENTS = List.of(
            "x\"; DROP DATABASE db0; --",
            "x\" CASCADE; CREATE ROLE intruder SUPERUSER LOGIN; --",
            "x'; ALTER ROLE postgres PASSWORD 'y'; --",
            "public; GRANT ALL ON SCHEMA public TO PUBLIC",
            "public\"; COMMIT; CREATE SCHEMA intruder; --",
            "db0 WITH OWNER postgres",
            "public, pg_catalog",
            "x$$; SELECT 1; $$");

    /** Whatever must not become a schema or a database. */
    Arbitrary<String> hostile() {
        Arbitrary<String> own = Combinators.combine(
                        Arbitraries.of("pg_", "postgres", "template0", "template1", "information_schema"), harmless())
                .as((start, end) -> start.equals("pg_") ? start + end : start);
        return Arbitraries.frequencyOf(
                Tuple.of(6, breaking()), Tuple.of(1, own), Tuple.of(1, Arbitraries.of(reserved)));
    }

    /** With characters, or of a length, that no name has which needs no quoting. */
    Arbitrary<String> breaking() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(80);
        Arbitrary<String> inserted = Combinators.combine(harmless(), Arbitraries.of(STRANGE), harmless())
                .as((a, b, c) -> a + b + c);
        Arbitrary<String> appended =
                Combinators.combine(harmless(), Arbitraries.of(STRANGE)).as(String::concat);
        Arbitrary<String> tooLong = plain().ofMinLength(64).ofMaxLength(5_000);
        Arbitrary<String> upper = harmless().map(name -> name.toUpperCase(Locale.ROOT));
        return Arbitraries.oneOf(anything, inserted, appended, tooLong, upper, Arbitraries.of(STATEMENTS))
                .filter(name -> !isPlain(name));
    }

    /** With a prefix that makes it none of PostgreSQL's own. */
    static Arbitrary<String> harmless() {
        return plain().ofMaxLength(58).map(name -> "app_" + name);
    }

    private static StringArbitrary plain() {
        return Arbitraries.strings().withChars("abcxyz019_-");
    }

    /** Written again without a regular expression, so that one mistake is not made twice. */
    private boolean isPlain(String name) {
        IntPredicate start = c -> (c >= 'a' && c <= 'z') || c == '_';
        IntPredicate part = start.or(c -> (c >= '0' && c <= '9') || c == '-');
        return !name.isEmpty()
                && name.length() <= 63
                && start.test(name.charAt(0))
                && name.chars().allMatch(part)
                && !name.startsWith("pg_")
                && !SYSTEM.contains(name)
                && !reserved.contains(name);
    }
}
