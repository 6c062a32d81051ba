package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.yaml.CanonicalJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands where a name for PostgreSQL belongs: nothing that could be more than a name gets through. */
class HostileIdentifierTest {
    private static final List<String> PRIVILEGES = List.of(
            "USAGE", "CREATE", "SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "TRIGGER", "EXECUTE", "ALL");
    private static final String SECRET = DATABASE.replace("kind: Database", "kind: Secret")
            .replace("name: payments-db", "name: key")
            .replaceAll("spec: .*", "spec: {description: a key}");
    private static final Set<String> SYSTEM = Set.of("postgres", "template0", "template1", "information_schema");

    @Property
    void noHostileSchemaIsAccepted(@ForAll("hostile") String name) {
        assertThat(isRefused(APPLICATION.replace("schema: public", "schema: " + quoted(name)), CONFIG, DATABASE))
                .isTrue();
    }

    @Property
    void noHostileLogicalDatabaseIsAccepted(@ForAll("hostile") String name, @ForAll boolean first) {
        String databases = first ? "{name: " + quoted(name) + "}" : "{name: payments}, {name: " + quoted(name) + "}";
        String database = DATABASE.replace("spec: {", "spec: {databases: [" + databases + "], ");

        assertThat(isRefused(APPLICATION, CONFIG, database)).isTrue();
    }

    @Property
    void noHostileNameOfADatabaseBecomesItsLogicalDatabase(@ForAll("hostile") String name) {
        String application = APPLICATION.replace("name: payments-db", "name: " + quoted(name));
        String database = DATABASE.replace("name: payments-db", "name: " + quoted(name));

        assertThat(isRefused(application, CONFIG, database)).isTrue();
    }

    @Property
    void noHostileExtensionIsAccepted(@ForAll("breaking") String name) {
        String application = APPLICATION.replace("[pgcrypto, uuid-ossp]", "[" + quoted(name) + "]");

        assertThat(isRefused(application, CONFIG, DATABASE)).isTrue();
    }

    @Property
    void noHostileVariableIsAccepted(@ForAll("hostileVariables") String name, @ForAll @IntRange(max = 3) int place) {
        String variable = quoted(name);
        String[] documents = switch (place) {
            case 0 ->
                new String[] {APPLICATION.replace("envVar: DATABASE_URL", "envVar: " + variable), CONFIG, DATABASE};
            case 1 ->
                new String[] {APPLICATION + "    secrets: {key: {envVar: " + variable + "}}\n", CONFIG, DATABASE, SECRET
                };
            case 2 -> new String[] {APPLICATION, CONFIG.replace("LOG_LEVEL", variable), DATABASE};
            default ->
                new String[] {
                    APPLICATION,
                    CONFIG.replace("    command:", "    env: [{name: " + variable + ", value: x}]\n    command:"),
                    DATABASE
                };
        };

        assertThat(isRefused(documents)).isTrue();
    }

    @Property
    void aPrivilegeIsOneOfTheWordsOrRefused(@ForAll("privileges") String privilege) {
        String application = APPLICATION.replace("[usage, CREATE]", "[" + quoted(privilege) + "]");

        assertThat(isRefused(application, CONFIG, DATABASE)).isNotEqualTo(isPrivilege(privilege));
    }

    @Property
    void aHarmlessNameIsAcceptedInAllOfThesePlaces(@ForAll("harmless") String name) {
        String schema = APPLICATION.replace("schema: public", "schema: " + quoted(name));
        String logical = DATABASE.replace("spec: {", "spec: {databases: [{name: " + quoted(name) + "}], ");
        String named = APPLICATION.replace("name: payments-db", "name: " + quoted(name));

        assertThat(isRefused(schema, CONFIG, logical)).isFalse();
        assertThat(isRefused(named, CONFIG, DATABASE.replace("name: payments-db", "name: " + quoted(name))))
                .isFalse();
    }

    /** Names that PostgreSQL would take for another, for several, or for its own. */
    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> own = Combinators.combine(
                        Arbitraries.of("pg_", "postgres", "template1", "information_schema", "user", "order"),
                        harmless())
                .as((start, end) -> start.equals("pg_") ? start + end : start);
        return Arbitraries.oneOf(breaking(), own);
    }

    /** Names with characters, or of a length, that PostgreSQL's names cannot have unless they are quoted. */
    @Provide
    Arbitrary<String> breaking() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(80);
        Arbitrary<String> inserted = Combinators.combine(
                        harmless(),
                        Arbitraries.of("\"", "'", ";", "\\", "$$", "/*", "\u0000", "\n", " ", ".", "A", "é", "\u202e"),
                        harmless())
                .as((start, middle, end) -> start + middle + end);
        Arbitrary<String> tooLong = plain().ofMinLength(64).ofMaxLength(700);
        Arbitrary<String> upper = harmless()
                .filter(name -> !name.equals(name.toUpperCase(Locale.ROOT)))
                .map(name -> name.toUpperCase(Locale.ROOT));
        return Arbitraries.oneOf(anything, inserted, tooLong, upper).filter(name -> !isPlain(name));
    }

    /** Names that a shell, or a process's environment, would not take for the name of one variable. */
    @Provide
    Arbitrary<String> hostileVariables() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<String> inserted = Combinators.combine(
                        plain().ofMaxLength(20),
                        Arbitraries.of("=", "\"", "'", ";", "$", "`", "-", ".", " ", "\n", "\u0000", "é"),
                        plain().ofMaxLength(20))
                .as((start, middle, end) -> start + middle + end);
        Arbitrary<String> digitFirst = plain().ofMaxLength(20).map(name -> "1" + name);
        Arbitrary<String> tooLong = plain().ofMinLength(256).ofMaxLength(700);
        return Arbitraries.oneOf(anything, inserted, digitFirst, tooLong).filter(name -> !isVariable(name));
    }

    /** Those that there are, in any case, with more around them, and anything else. */
    @Provide
    Arbitrary<String> privileges() {
        Arbitrary<String> known = Combinators.combine(Arbitraries.of(PRIVILEGES), Arbitraries.of(true, false))
                .as((word, lower) -> lower ? word.toLowerCase(Locale.ROOT) : word);
        Arbitrary<String> more = Combinators.combine(
                        known, Arbitraries.of(";", ",", "\"", "'", " ", "\n", "\u0000", " ON ", " PRIVILEGES"), known)
                .as((first, between, second) -> first + between + second);
        return Arbitraries.oneOf(known, more, Arbitraries.strings().all().ofMaxLength(12));
    }

    /** With a prefix that makes it none of PostgreSQL's own. */
    @Provide
    Arbitrary<String> harmless() {
        return plain().ofMaxLength(58).map(name -> "app_" + name);
    }

    private static StringArbitrary plain() {
        return Arbitraries.strings().withChars("abcxyz019_");
    }

    /** Written again without a regular expression, so that one mistake is not made twice. */
    private static boolean isPlain(String name) {
        IntPredicate start = c -> (c >= 'a' && c <= 'z') || c == '_';
        IntPredicate part = start.or(c -> (c >= '0' && c <= '9') || c == '-');
        return !name.isEmpty()
                && name.length() <= 63
                && start.test(name.charAt(0))
                && name.chars().allMatch(part)
                && !name.startsWith("pg_")
                && !SYSTEM.contains(name);
    }

    private static boolean isVariable(String name) {
        IntPredicate start = c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        IntPredicate part = start.or(c -> c >= '0' && c <= '9');
        return !name.isEmpty()
                && name.length() <= 255
                && start.test(name.charAt(0))
                && name.chars().allMatch(part);
    }

    private static boolean isPrivilege(String text) {
        return text.chars().allMatch(c -> c < 128) && PRIVILEGES.contains(text.toUpperCase(Locale.ROOT));
    }

    private static boolean isRefused(String... documents) {
        Reading reading = new ManifestReader().read("test.yaml", String.join("---\n", documents) + "---\n" + BUILD);
        Planning planning = new Planner(PlanSettings.DEFAULT).plan(reading.manifests(), Catalogue.empty());
        return Stream.concat(reading.findings().stream(), planning.findings().stream())
                .anyMatch(Finding::isError);
    }

    private static String quoted(String name) {
        return CanonicalJson.quoted(name);
    }
}
