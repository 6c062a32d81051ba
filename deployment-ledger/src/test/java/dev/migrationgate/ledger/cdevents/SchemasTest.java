package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Whatever is told is as the published schemas say. */
class SchemasTest {
    private static final PublishedSchemas SCHEMAS = new PublishedSchemas();

    @Property(tries = 500)
    void everyEventIsValid(@ForAll("occurrences") Occurrence seen, @ForAll("sources") String source) {
        if (new Translation(URI.create(source)).of(seen) instanceof Telling.Told(CdEvent event)) {
            assertThat(SCHEMAS.errors(event)).as(event.data()).isEmpty();
            assertThat(event.fits()).isTrue();
            assertThat(PublishedSchemas.tree(event.data()).at("/context/id").asText())
                    .isEqualTo(event.id());
        }
    }

    @Test
    void theSchemasRefuseWhatIsWrong() {
        CdEvent event = new Document(Kind.SERVICE_DEPLOYED, "id", URI.create("/gate"), Happenings.START)
                .subject("service")
                .event();
        CdEvent ours = new Document(Kind.MIGRATION_FINISHED, "id", URI.create("/gate"), Happenings.START)
                .subject("one/migration")
                .content("outcome", "maybe")
                .event();

        assertThat(SCHEMAS.errors(event)).anyMatch(each -> each.contains("environment"));
        assertThat(SCHEMAS.errors(ours)).anyMatch(each -> each.contains("outcome"));
    }

    @Provide
    Arbitrary<String> sources() {
        return Arbitraries.of("/migration-gate", "https://gate.example.com/production", "urn:gate:1");
    }

    @Provide
    Arbitrary<Occurrence> occurrences() {
        return Combinators.combine(
                        requests(), pasts(), texts(), Arbitraries.integers().between(0, 9), reasons())
                .flatAs((request, past, text, attempt, reason) -> Arbitraries.of(events(request, text, attempt, reason))
                        .flatMap(event -> Arbitraries.of(true, false)
                                .map(known -> new Occurrence(
                                        event, text, "one", Optional.of(request).filter(_ -> known), past))));
    }

    private static List<SpecificRecord> events(DeploymentRequested request, String text, int attempt, String reason) {
        return List.of(
                request,
                Happenings.started("one", attempt),
                Happenings.passed(request, MigrationOutcome.APPLIED, attempt),
                Happenings.failed("one", attempt, reason, text),
                Happenings.cancelled("one"),
                Happenings.deployed("one"));
    }

    private static Arbitrary<DeploymentRequested> requests() {
        return Combinators.combine(
                        Arbitraries.of("github", "gitlab", "api"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        texts())
                .as((source, migrates, replayed, version) -> {
                    DeploymentRequested.Builder request = Happenings.requested("one")
                            .setRequester(Happenings.requester(source))
                            .setVersion(version)
                            .setReplayOf(replayed ? "before" : null);
                    return migrates
                            ? request.build()
                            : request.setMigration(null).build();
                });
    }

    private static Arbitrary<Occurrence.Past> pasts() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 9).optional(),
                        texts().optional())
                .as((merged, attempt, applied) -> new Occurrence.Past(
                        merged, attempt.map(number -> new Occurrence.Attempt(number, "start")), applied));
    }

    /** Any characters, and far too many of them. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(0).ofMaxLength(40),
                Arbitraries.of("", "\"\\\n\u0000", "x".repeat(9_000)));
    }

    private static Arbitrary<String> reasons() {
        return Arbitraries.of("EXIT_CODE", "TIMEOUT", "CANCELLED", "DEADLINE", "SOMETHING_NEW");
    }
}
