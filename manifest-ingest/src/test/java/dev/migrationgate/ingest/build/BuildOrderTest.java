package dev.migrationgate.ingest.build;

import static dev.migrationgate.ingest.build.AcceptedBefore.deployments;
import static dev.migrationgate.ingest.build.BuildMessages.DIGEST;
import static dev.migrationgate.ingest.build.BuildMessages.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.plan.PlanSettings;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds that are told of in another order than they were made, and tags that move. */
class BuildOrderTest {
    private static final String OTHER = "sha256:" + "b".repeat(64);
    private static final Instant TEN = Instant.parse("2026-11-01T10:00:00Z");

    private final AcceptedBefore accepted = new AcceptedBefore();
    private final BuildIntake intake = accepted.intake(PlanSettings.DEFAULT, Set.of("production"));

    @BeforeEach
    void accept() {
        accepted.accept(PlanSettings.DEFAULT, GuideManifests.ALL);
    }

    @Test
    void anOlderImageThatIsToldLaterIsRememberedAndNotDeployed() {
        handle("2.0.0", DIGEST, TEN);
        int requested = requested();

        Handled late = handle("1.9.0", OTHER, TEN.minusSeconds(60));

        assertThat(late)
                .isInstanceOfSatisfying(
                        Handled.Ignored.class,
                        ignored -> assertThat(ignored.reason()).contains("is older"));
        assertThat(requested()).isEqualTo(requested);
        assertThat(accepted.memory.named(Kind.DEPLOYMENT_CONFIG, "payment-api"))
                .singleElement()
                .satisfies(config -> assertThat(config.canonical()).contains("2.0.0"));
        assertThat(digestOf("1.9.0")).isEqualTo(OTHER);
    }

    @Test
    void anOlderImageThatComesWhileANewerOneIsPublishedWaitsForIt() {
        accepted.publisher.acknowledgement = new CompletableFuture<>();
        CompletableFuture<Handled> newer = intake.handle(message("2.0.0", DIGEST, TEN));

        CompletableFuture<Handled> older = intake.handle(message("1.9.0", OTHER, TEN.minusSeconds(60)));
        accepted.publisher.acknowledgement.complete(null);

        await().until(older::isDone);
        assertThat(deployments(newer.join())).extracting(Deployment::version).containsExactly("2.0.0");
        assertThat(older.join()).isInstanceOf(Handled.Ignored.class);
    }

    @Test
    void aTagThatIsMovedBackStandsForTheOldDigestAgain() {
        handle("2.0.0", DIGEST, TEN);
        handle("2.0.0", OTHER, TEN.plusSeconds(1));
        int requested = requested();

        handle("2.0.0", DIGEST, TEN.plusSeconds(2));
        assertThat(digestOf("2.0.0")).isEqualTo(DIGEST);
        handle("2.0.0", OTHER, TEN.plusSeconds(3));
        assertThat(digestOf("2.0.0")).isEqualTo(OTHER);
        handle("2.0.0", DIGEST, TEN.plusSeconds(4));

        assertThat(digestOf("2.0.0")).isEqualTo(DIGEST);
        assertThat(requested()).isEqualTo(requested);
    }

    @Test
    void aMessageThatIsDeliveredAgainMovesNoTagBack() {
        handle("2.0.0", DIGEST, TEN);
        handle("2.0.0", OTHER, TEN.plusSeconds(1));
        int published = accepted.publisher.published.size();

        handle("2.0.0", DIGEST, TEN);

        assertThat(digestOf("2.0.0")).isEqualTo(OTHER);
        assertThat(accepted.publisher.published).hasSize(published);
    }

    private Handled handle(String version, String digest, Instant madeAt) {
        return intake.handle(message(version, digest, madeAt)).join();
    }

    private static BuildMessage message(String version, String digest, Instant madeAt) {
        return BuildMessages.message(BuildMessages.pushed(version, digest), madeAt);
    }

    private String digestOf(String version) {
        return accepted.memory
                .digestOf(REPOSITORY + ":" + version)
                .map(Digest::value)
                .orElseThrow();
    }

    private int requested() {
        return accepted.publisher.published.stream()
                .mapToInt(submission -> submission.requests().size())
                .sum();
    }
}
