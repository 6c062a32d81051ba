package dev.migrationgate.ingest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BuildInboxTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final FakePublisher publisher = new FakePublisher();
    private final FakeBuildLetters letters = new FakeBuildLetters();
    private final BuildInbox inbox = inbox(GuideManifests.ALL);

    @Test
    void weAreDoneWithABuildOnlyOnceKafkaHasIt() {
        publisher.acknowledgement = new CompletableFuture<>();

        CompletableFuture<Boolean> done = inbox.take(BuildMessages.message(BuildMessages.build("1.1.0")));

        assertThat(done).isNotDone();
        publisher.acknowledgement.complete(null);
        assertThat(done).isCompletedWithValue(true);
        assertThat(count("accepted")).isEqualTo(1);
    }

    @Test
    void aBuildThatKafkaMayNotHaveComesAgainAndIsThenTheSameDeployment() {
        publisher.away = true;
        assertThat(inbox.take(BuildMessages.message(BuildMessages.build("1.1.0"))))
                .isCompletedWithValue(false);
        publisher.away = false;

        assertThat(inbox.take(BuildMessages.message(BuildMessages.build("1.1.0"))))
                .isCompletedWithValue(true);

        assertThat(publisher.published).hasSize(1);
        assertThat(count("unavailable")).isEqualTo(1);
    }

    @Test
    void whatNobodyCanReadIsDoneWithOnlyOnceItIsPutAside() {
        letters.acknowledgement = new CompletableFuture<>();
        CompletableFuture<Boolean> done = inbox.take(BuildMessages.message("built!"));

        assertThat(done).isNotDone();
        letters.acknowledgement.complete(null);

        assertThat(done).isCompletedWithValue(true);
        assertThat(letters.written).hasSize(1);
        assertThat(count("unreadable")).isEqualTo(1);
    }

    @Test
    void whatCouldNotBePutAsideComesAgain() {
        letters.acknowledgement = CompletableFuture.failedFuture(new UnavailableException("Kafka is away", null));

        assertThat(inbox.take(BuildMessages.message("built!"))).isCompletedWithValue(false);
    }

    @Test
    void whatAsksForNothingAndWhatIsWrongIsDoneWithAndCounted() {
        BuildInbox broken = inbox(GuideManifests.WITHOUT_DATABASE);

        assertThat(inbox.take(BuildMessages.message(BuildMessages.build("latest"))))
                .isCompletedWithValue(true);
        assertThat(broken.take(BuildMessages.message(BuildMessages.build("1.1.0"))))
                .isCompletedWithValue(true);

        assertThat(count("ignored")).isEqualTo(1);
        assertThat(count("invalid")).isEqualTo(1);
        assertThat(letters.written).isEmpty();
    }

    private double count(String outcome) {
        return metrics.counter("ingest.builds", "outcome", outcome).count();
    }

    private BuildInbox inbox(String manifests) {
        var planner = new Planner(PlanSettings.DEFAULT);
        var memory = Catalogues.complete();
        BuildMessages.remember(memory, manifests);
        var intake = new Intake(planner, memory, publisher, new AnyImage(), Clock.systemUTC());
        return new BuildInbox(new BuildIntake(intake, planner, memory, Set.of("production")), letters, metrics);
    }
}
