package dev.migrationgate.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final FakePublisher publisher = new FakePublisher();
    private final MemoryCatalogue memory = Catalogues.complete();
    private final Intake intake =
            new Intake(new Planner(PlanSettings.DEFAULT), memory, publisher, new AnyImage(), Clock.systemUTC());

    @Test
    void aKeyThatIsInWorkBelongsToItsFirstBody() {
        publisher.acknowledgement = new CompletableFuture<>();
        CompletableFuture<Outcome> first = submit("race", GuideManifests.ALL);
        CompletableFuture<Outcome> same = submit("race", GuideManifests.ALL);
        CompletableFuture<Outcome> other = submit("race", GuideManifests.ALL.replace("1.0.0", "1.0.1"));

        assertThat(other).isCompletedWithValueMatching(Outcome.KeyReused.class::isInstance);
        assertThat(same).isNotDone();
        publisher.acknowledgement.complete(null);
        assertThat(first).isCompletedWithValueMatching(Outcome.Accepted.class::isInstance);
        assertThat(same.join()).isEqualTo(first.join());
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void aKeyWhoseFirstRequestFailedIsFreeAgain() {
        publisher.away = true;
        assertThat(submit("again", GuideManifests.ALL))
                .isCompletedWithValueMatching(Outcome.Unavailable.class::isInstance);
        publisher.away = false;

        assertThat(submit("again", GuideManifests.ALL))
                .isCompletedWithValueMatching(Outcome.Accepted.class::isInstance);
    }

    @Test
    void whateverBecomesOfARequestItIsNoLongerOnItsWay() {
        Manifest database = new ManifestReader()
                .read("x", GuideManifests.DATABASE)
                .manifests()
                .getFirst();
        publisher.acknowledgement = new CompletableFuture<>();

        CompletableFuture<Outcome> kept = submit("kept", GuideManifests.ALL);
        assertThat(Catalogues.isOnItsWay(memory, database)).isTrue();
        publisher.acknowledgement.complete(null);
        assertThat(kept).isCompleted();
        assertThat(Catalogues.isOnItsWay(memory, database)).isFalse();

        publisher.away = true;
        assertThat(submit("away", GuideManifests.ALL)).isCompleted();
        assertThat(Catalogues.isOnItsWay(memory, database)).isFalse();

        publisher.failure = Optional.of(new IllegalStateException("a defect"));
        assertThat(submit("defect", GuideManifests.ALL)).isCompletedExceptionally();
        assertThat(Catalogues.isOnItsWay(memory, database)).isFalse();
    }

    @Test
    void aKeyWhoseFirstRequestFailedForAReasonOfOurOwnIsFreeAgain() {
        publisher.failure = Optional.of(new IllegalStateException("a defect"));
        assertThat(submit("again", GuideManifests.ALL)).isCompletedExceptionally();
        publisher.failure = Optional.empty();

        assertThat(submit("again", GuideManifests.ALL))
                .isCompletedWithValueMatching(Outcome.Accepted.class::isInstance);
    }

    @Test
    void aSchemaThatWasGivenToOneApplicationIsRefusedToTheNext() {
        String first = GuideManifests.ALL.replace(
                "{name: payments-db, privileges", "{name: payments-db, schema: ledger, privileges");
        String second = first.replace("payment-api, project", "refunds, project");
        assertThat(submit("first", first)).isCompletedWithValueMatching(Outcome.Accepted.class::isInstance);

        assertThat(submit("second", second))
                .isCompletedWithValueMatching(outcome -> outcome instanceof Outcome.Refused refused
                        && refused.findings().stream()
                                .anyMatch(finding -> finding.code() == FindingCode.SCHEMA_CLAIMED_TWICE));
    }

    @Test
    void whatReadingAndPlanningBothFindIsSaidOnce() {
        String text = GuideManifests.ALL.replace("{cpuCount: 2}", "{databases: [{name: user}]}");

        assertThat(submit("twice", text))
                .isCompletedWithValueMatching(outcome -> outcome instanceof Outcome.Refused refused
                        && refused.findings().size() == 1);
    }

    @Test
    void whatTouchesAnythingOutsideOfItsScopeIsRefusedWhole() {
        Scope scope = Scope.parse("fincorp/retail-banking/production/payment-gateway");
        String wrong = GuideManifests.ALL.replace("CLOUD_RUN", "COMPUTE");
        assertThat(intake.submit(Delivery.of(Optional.of("wrong"), new byte[0], TRACE), scope, Posted.of(wrong)))
                .as("findings are for those within the scope")
                .isCompletedWithValueMatching(Outcome.Forbidden.class::isInstance);
        byte[] body = GuideManifests.ALL.getBytes(StandardCharsets.UTF_8);

        assertThat(intake.submit(
                        Delivery.of(Optional.of("outside"), body, TRACE), scope, Posted.of(GuideManifests.ALL)))
                .isCompletedWithValueMatching(outcome -> outcome instanceof Outcome.Forbidden forbidden
                        && forbidden.reason().contains("BuildDefinition/fincorp/"));
        assertThat(publisher.published).isEmpty();
        assertThat(intake.submit(
                        Delivery.of(Optional.of("inside"), body, TRACE),
                        Scope.parse("fincorp"),
                        Posted.of(GuideManifests.ALL)))
                .isCompletedWithValueMatching(Outcome.Accepted.class::isInstance);
    }

    @Test
    void whatIsAcceptedLaterIsNotEarlierThanWhatAnotherInstanceAccepted() {
        Instant theirs = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.MILLIS);
        memory.remember(nothing("theirs", theirs));

        submit("ours", GuideManifests.ALL).join();

        assertThat(publisher.published.getFirst().acceptedAt()).isEqualTo(theirs);
    }

    @Test
    void aClockThatIsFarAheadIsNotFollowed() {
        Instant wrong = Instant.now().plus(Duration.ofDays(1));
        memory.remember(nothing("wrong", wrong));

        submit("ours", GuideManifests.ALL).join();

        assertThat(publisher.published.getFirst().acceptedAt()).isBefore(wrong.minus(Duration.ofHours(1)));
    }

    private static Submission nothing(String id, Instant at) {
        var delivery = Delivery.of(Optional.of(id), new byte[0], TRACE);
        return new Submission(delivery, at, List.of(), List.of(), List.of(), Optional.empty(), List.of());
    }

    private CompletableFuture<Outcome> submit(String key, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return intake.submit(Delivery.of(Optional.of(key), body, TRACE), Scope.EVERYTHING, Posted.of(text));
    }
}
