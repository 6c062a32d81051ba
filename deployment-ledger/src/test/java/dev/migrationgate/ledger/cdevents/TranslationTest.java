package dev.migrationgate.ledger.cdevents;

import static dev.migrationgate.ledger.cdevents.Happenings.COMMIT;
import static dev.migrationgate.ledger.cdevents.Happenings.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import java.net.URI;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {
    private static final Translation TRANSLATION = new Translation(URI.create("/gate"));
    private static final DeploymentRequested REQUEST = Happenings.merged("one");

    @Test
    void aMergeIsToldAsTheCommitInItsRepository() {
        CdEvent merged = told(seen(REQUEST, Occurrence.Past.NONE));

        assertThat(merged.attributes())
                .containsEntry("type", "dev.cdevents.change.merged.0.3.0")
                .containsEntry("source", "/gate")
                .containsEntry("subject", COMMIT)
                .containsEntry("time", "2026-11-01T10:00:00.000Z");
        assertThat(content(merged)).hasToString("{\"repository\":{\"id\":\"acme/manifests\"}}");
    }

    @Test
    void severalApplicationsOfOneCommitAreOneMerge() {
        CdEvent one = told(seen(REQUEST, Occurrence.Past.NONE));
        CdEvent other = told(seen(
                Happenings.requested("two")
                        .setApplicationId("acme/retail/production/shop/bills")
                        .build(),
                Occurrence.Past.NONE));

        assertThat(other).isEqualTo(one);
        assertThat(TRANSLATION.of(seen(REQUEST, new Occurrence.Past(true, Optional.empty(), Optional.empty()))))
                .isEqualTo(new Telling.Nothing());
    }

    @Test
    void anotherRepositoryOrHostIsAnotherMerge() {
        CdEvent here = told(seen(REQUEST, Occurrence.Past.NONE));
        CdEvent there = told(seen(
                Happenings.requested("one")
                        .setRequester(Happenings.requester("gitlab"))
                        .build(),
                Occurrence.Past.NONE));

        assertThat(there.id()).isNotEqualTo(here.id());
        assertThat(there.chain()).isNotEqualTo(here.chain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "cloud-build"})
    void whatWasPostedOrBuiltIsNoMerge(String source) {
        DeploymentRequested posted = Happenings.requested("one")
                .setRequester(Happenings.requester(source))
                .build();

        assertThat(TRANSLATION.of(seen(posted, Occurrence.Past.NONE))).isEqualTo(new Telling.Nothing());
    }

    @Test
    void whatIsAskedForAgainIsNoMerge() {
        DeploymentRequested again =
                Happenings.requested("two").setReplayOf("one").build();

        assertThat(TRANSLATION.of(seen(again, Occurrence.Past.NONE))).isEqualTo(new Telling.Nothing());
    }

    @Test
    void aMigrationIsToldWithWhatItsAuthorSaysOfIt() {
        CdEvent started = told(seen(Happenings.started("one", 1), Occurrence.Past.NONE));

        assertThat(started.subject()).isEqualTo("one/migration");
        assertThat(content(started).path("reversible").asBoolean()).isTrue();
        assertThat(content(started).path("environment").path("id").asText()).isEqualTo("acme/retail/production");
        assertThat(content(started).path("applicationId").asText()).isEqualTo(ORDERS);
        assertThat(content(started).path("artifactId").asText())
                .isEqualTo("pkg:oci/orders-db?repository_url=registry.example/shop/orders-db&tag=1.4.0");
    }

    @Test
    void whatNobodyKnowsAnyMoreIsLeftOut() {
        CdEvent started = told(
                new Occurrence(Happenings.started("one", 1), "name", "one", Optional.empty(), Occurrence.Past.NONE));

        assertThat(content(started).has("reversible")).isFalse();
        assertThat(content(started).has("artifactId")).isFalse();
        assertThat(PublishedSchemas.tree(started.data()).path("context").has("chainId"))
                .isFalse();
    }

    @Test
    void aServiceWhoseRequestIsGoneIsNotToldSinceItsImageIsUnknown() {
        assertThat(TRANSLATION.of(new Occurrence(
                        Happenings.deployed("one"), "name", "one", Optional.empty(), Occurrence.Past.NONE)))
                .isEqualTo(new Telling.Skipped("no-request"));
    }

    @Test
    void anAppliedMigrationIsASuccess() {
        CdEvent finished = told(seen(Happenings.passed(REQUEST, MigrationOutcome.APPLIED, 1), Occurrence.Past.NONE));

        assertThat(content(finished).path("outcome").asText()).isEqualTo("success");
        assertThat(content(finished).has("reason")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_REQUIRED", "SKIPPED"})
    void aMigrationThatDidNotRunIsNotTold(MigrationOutcome outcome) {
        assertThat(TRANSLATION.of(seen(Happenings.passed(REQUEST, outcome, 0), Occurrence.Past.NONE)))
                .isEqualTo(new Telling.Nothing());
    }

    @ParameterizedTest
    @CsvSource({
        "EXIT_CODE, failure",
        "SIGNAL, failure",
        "TIMEOUT, failure",
        "DATABASE_DRIFT, failure",
        "VERDICT, failure",
        "CANCELLED, cancel",
        "DEADLINE, error",
        "START_REFUSED, error",
        "SOMETHING_NEW, error"
    })
    void aFailureIsToldWithItsReason(String reason, String outcome) {
        CdEvent finished = told(seen(Happenings.failed("one", 1, reason, "it did not"), Occurrence.Past.NONE));

        assertThat(content(finished).path("outcome").asText()).isEqualTo(outcome);
        assertThat(content(finished).path("reason").asText()).isEqualTo(reason);
        assertThat(content(finished).path("errors").asText()).isEqualTo("it did not");
    }

    @Test
    void aCancelIsToldOnlyWhereAMigrationRan() {
        var running = new Occurrence.Past(false, Optional.of(new Occurrence.Attempt(2, "start")), Optional.empty());
        CdEvent finished = told(seen(Happenings.cancelled("one"), running));

        assertThat(content(finished).path("outcome").asText()).isEqualTo("cancel");
        assertThat(content(finished).path("attempt").asInt()).isEqualTo(2);
        assertThat(TRANSLATION.of(seen(Happenings.cancelled("one"), Occurrence.Past.NONE)))
                .isEqualTo(new Telling.Nothing());
    }

    @Test
    void aServiceIsToldWithTheDigestOfItsImage() {
        CdEvent deployed = told(seen(Happenings.deployed("one"), Occurrence.Past.NONE));

        assertThat(deployed.subject()).isEqualTo("projects/shop-production/locations/europe-west1/services/orders");
        assertThat(content(deployed).path("artifactId").asText())
                .isEqualTo("pkg:oci/orders@sha256%3A" + "0b".repeat(32)
                        + "?repository_url=registry.example/shop/orders&tag=1.4.0");
    }

    @Test
    void eventsOfOneMergeAreAChainInWhichEachNamesTheOneBefore() {
        CdEvent merged = told(seen(REQUEST, Occurrence.Past.NONE));
        CdEvent started = told(named("start", Happenings.started("one", 1), Occurrence.Past.NONE));
        CdEvent finished = told(named(
                "end",
                Happenings.passed(REQUEST, MigrationOutcome.APPLIED, 1),
                new Occurrence.Past(false, Optional.of(new Occurrence.Attempt(1, "start")), Optional.empty())));
        CdEvent deployed = told(
                seen(Happenings.deployed("one"), new Occurrence.Past(false, Optional.empty(), Optional.of("end"))));

        assertThat(before(started)).isEqualTo(merged.id());
        assertThat(before(finished)).isEqualTo(started.id());
        assertThat(before(deployed)).isEqualTo(finished.id());
        assertThat(merged.chain())
                .isEqualTo(started.chain())
                .isEqualTo(finished.chain())
                .isEqualTo(deployed.chain());
    }

    @Test
    void theSameFactIsTheSameEventAndAnotherOneIsNot() {
        CdEvent first = told(named("fact", Happenings.started("one", 1), Occurrence.Past.NONE));
        CdEvent again = told(named("fact", Happenings.started("one", 1), Occurrence.Past.NONE));
        CdEvent other = told(named("other", Happenings.started("one", 1), Occurrence.Past.NONE));

        assertThat(again).isEqualTo(first);
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    private static Occurrence seen(SpecificRecord event, Occurrence.Past past) {
        return named("name", event, past);
    }

    private static Occurrence named(String name, SpecificRecord event, Occurrence.Past past) {
        DeploymentRequested request = event instanceof DeploymentRequested requested ? requested : REQUEST;
        return new Occurrence(event, name, request.getDeploymentId(), Optional.of(request), past);
    }

    private static CdEvent told(Occurrence seen) {
        return TRANSLATION.of(seen) instanceof Telling.Told(CdEvent event) ? event : fail(seen);
    }

    private static CdEvent fail(Occurrence seen) {
        throw new AssertionError("nothing is told of " + seen);
    }

    private static JsonNode content(CdEvent event) {
        return PublishedSchemas.tree(event.data()).path("subject").path("content");
    }

    private static String before(CdEvent event) {
        return PublishedSchemas.tree(event.data())
                .at("/context/links/0/from/contextId")
                .asText();
    }
}
