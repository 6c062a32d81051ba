package dev.migrationgate.ingest.build;

import static dev.migrationgate.ingest.build.AcceptedBefore.deployments;
import static dev.migrationgate.ingest.build.BuildMessages.DIGEST;
import static dev.migrationgate.ingest.build.BuildMessages.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.ingest.intake.TooLargeException;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BuildIntakeTest {
    private static final String OTHER_DIGEST = "sha256:" + "b".repeat(64);

    private final AcceptedBefore accepted = new AcceptedBefore();
    private final FakePublisher publisher = accepted.publisher;
    private final MemoryCatalogue memory = accepted.memory;

    @Test
    void aBuildBecomesADeploymentOfItsTagByItsDigest() {
        accept(GuideManifests.ALL);

        Handled handled = guide().handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();

        assertThat(deployments(handled)).extracting(Deployment::version).containsExactly("1.1.0");
        Submission submission = publisher.published.getLast();
        assertThat(submission.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.plan().service().container().image()).isEqualTo(REPOSITORY + "@" + DIGEST));
        assertThat(submission.manifests())
                .singleElement()
                .satisfies(config -> assertThat(config.canonical()).contains("\"version\":\"1.1.0\""));
        assertThat(submission.images())
                .singleElement()
                .satisfies(image -> assertThat(image.reference()).isEqualTo(REPOSITORY + ":1.1.0"));
        assertThat(submission.delivery().origin().source()).isEqualTo("cloud-build");
    }

    @Test
    void theSameImageIsOneDeploymentHoweverOftenAndWhicheverWayItIsTold() {
        accept(GuideManifests.ALL);
        BuildIntake intake = guide();
        Handled first = intake.handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();
        int published = publisher.published.size();

        Handled again = intake.handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();
        Handled pushed = intake.handle(BuildMessages.message(BuildMessages.pushed("1.1.0", DIGEST)))
                .join();

        assertThat(again).isEqualTo(new Handled.Deployed(deployments(first), true, List.of()));
        assertThat(pushed).isEqualTo(again);
        assertThat(publisher.published).hasSize(published);
    }

    @Test
    void anInstanceThatForgotEverythingButTheManifestsDerivesTheSameDeployment() {
        accept(GuideManifests.ALL);
        Handled first = guide().handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();

        var afterwards = new BuildIntakeTest();
        afterwards.accept(GuideManifests.ALL);
        Handled second = afterwards
                .guide()
                .handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();

        assertThat(deployments(second))
                .extracting(Deployment::id)
                .isEqualTo(deployments(first).stream().map(Deployment::id).toList());
    }

    @Test
    void aTagThatBecameAnotherImageIsAnotherDeployment() {
        accept(GuideManifests.ALL);
        BuildIntake intake = guide();
        intake.handle(BuildMessages.message(BuildMessages.build("1.1.0"))).join();

        intake.handle(BuildMessages.message(BuildMessages.pushed("1.1.0", OTHER_DIGEST)))
                .join();

        assertThat(publisher.published.getLast().requests())
                .singleElement()
                .satisfies(request -> assertThat(
                                request.plan().service().container().image())
                        .isEqualTo(REPOSITORY + "@" + OTHER_DIGEST));
    }

    @Test
    void anApplicationThatNamesItsEnvironmentIsDeployedOnlyWhereTheConfigurationSaysSo() {
        accept(GuideManifests.ALL);
        int published = publisher.published.size();

        Handled handled = intake(Set.of())
                .handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();

        assertThat(deployments(handled)).isEmpty();
        assertThat(publisher.published).hasSize(published + 1);
        assertThat(publisher.published.getLast().manifests()).isEmpty();
        assertThat(memory.digestOf(REPOSITORY + ":1.1.0")).isPresent();
    }

    @Test
    void whoToldIsRecorded() {
        accept(GuideManifests.ALL);

        guide().handle(BuildMessages.message(BuildMessages.build("1.1.0"))).join();

        assertThat(publisher.published.getLast().delivery().origin().actor())
                .contains("pubsub:" + BuildMessages.SUBSCRIPTION);
    }

    @Test
    void whatFitsIntoNoTopicIsPutAsideAndNotForgotten() {
        accept(GuideManifests.ALL);
        publisher.acknowledgement = CompletableFuture.failedFuture(new TooLargeException("it has 9 bytes, and 8 fit"));

        assertThat(guide().handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                        .join())
                .isEqualTo(new Handled.Poison("it has 9 bytes, and 8 fit"));
    }

    @Test
    void anImageThatNoManifestComesToIsIgnored() {
        accept(GuideManifests.ALL);
        int published = publisher.published.size();
        String elsewhere = BuildMessages.build("1.1.0").replace("payment-gateway-production", "somebody-elses");
        String unknown = BuildMessages.build("1.1.0").replace("/payment-api:", "/refunds:");
        String otherBuild = BuildMessages.build("1.1.0").replace("SHORT_SHA", "_BUILD_DEFINITION");

        for (String text : List.of(elsewhere, unknown, otherBuild)) {
            assertThat(guide().handle(BuildMessages.message(text)).join()).isInstanceOf(Handled.Ignored.class);
        }

        assertThat(publisher.published).hasSize(published);
    }

    @Test
    void anImageThatIsIgnoredIsIgnoredForItsOwnReason() {
        Handled handled = guide().handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();

        assertThat(handled)
                .isEqualTo(new Handled.Ignored("no application's manifests come to " + REPOSITORY + ":1.1.0"));
    }

    @Test
    void aBuildOfManifestsThatAreWrongIsToldWithFindingsAndPublishesNothing() {
        BuildMessages.remember(memory, GuideManifests.WITHOUT_DATABASE);

        Handled handled = guide().handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                .join();

        assertThat(handled)
                .isInstanceOfSatisfying(
                        Handled.Invalid.class,
                        invalid -> assertThat(invalid.findings()).isNotEmpty());
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void troubleOutsideIsToldApart() {
        accept(GuideManifests.ALL);
        publisher.away = true;

        assertThat(guide().handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                        .join())
                .isInstanceOf(Handled.Unavailable.class);
        var starting = new Intake(
                new Planner(PlanSettings.DEFAULT), new MemoryCatalogue(), publisher, new AnyImage(), Clock.systemUTC());
        var early = new BuildIntake(starting, new Planner(PlanSettings.DEFAULT), new MemoryCatalogue(), Set.of());
        assertThat(early.handle(BuildMessages.message(BuildMessages.build("1.1.0")))
                        .join())
                .isInstanceOf(Handled.Unavailable.class);
    }

    private BuildIntake guide() {
        return intake(Set.of("production"));
    }

    private BuildIntake intake(Set<String> environments) {
        return accepted.intake(PlanSettings.DEFAULT, environments);
    }

    private void accept(String manifests) {
        accepted.accept(PlanSettings.DEFAULT, manifests);
    }
}
