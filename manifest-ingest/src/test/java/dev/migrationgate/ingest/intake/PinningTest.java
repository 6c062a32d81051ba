package dev.migrationgate.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PinningTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String REPOSITORY =
            "europe-west1-docker.pkg.dev/payment-gateway-production/docker-private/payment-api";
    private static final Digest DIGEST = Digest.of("what was pushed");
    private static final String OWN_MIGRATION = GuideManifests.ALL.replace(
            "migrationJobContainer: {args", "migrationJobContainer: {image: ghcr.io/acme/migrate:7, args");

    private final FakePublisher publisher = new FakePublisher();
    private final MemoryCatalogue memory = Catalogues.complete();
    private final Map<String, ImageLook> registry = new HashMap<>();
    private final List<Set<ImageReference>> asked = new ArrayList<>();
    private boolean away;
    private final Intake intake =
            new Intake(new Planner(PlanSettings.DEFAULT), memory, publisher, this::look, Clock.systemUTC());

    @Test
    void aTagIsAskedForOnceAndServiceAndMigrationRunWhatItStandsFor() {
        registry.put(REPOSITORY + ":1.0.0", new ImageLook.Found(DIGEST));

        assertThat(submit("once", GuideManifests.ALL)).isInstanceOf(Outcome.Accepted.class);

        assertThat(plan().images()).containsExactly(REPOSITORY + "@" + DIGEST, REPOSITORY + "@" + DIGEST);
        assertThat(plan().version()).isEqualTo("1.0.0");
        assertThat(asked).containsExactly(Set.of(new ImageReference(REPOSITORY, "1.0.0")));
    }

    @Test
    void aTagThatMovedIsFoundByTheNextRequest() {
        registry.put(REPOSITORY + ":1.0.0", new ImageLook.Found(DIGEST));
        submit("first", GuideManifests.ALL);
        Digest moved = Digest.of("pushed again");
        registry.put(REPOSITORY + ":1.0.0", new ImageLook.Found(moved));

        submit("second", GuideManifests.ALL);

        assertThat(plan().images()).containsOnly(REPOSITORY + "@" + moved);
    }

    @Test
    void whatIsWrittenWithItsDigestIsNotAskedFor() {
        String pinned = GuideManifests.ALL.replace(
                "{version: \"1.0.0\"", "{version: \"1.0.0\", container: {image: ghcr.io/acme/app@" + DIGEST + "}");

        submit("pinned", pinned);

        assertThat(plan().images()).containsOnly("ghcr.io/acme/app@" + DIGEST);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatABuildToldOfIsNotAskedFor() {
        var seen = new SeenImage(REPOSITORY + ":1.0.0", DIGEST, Optional.empty());
        var delivery = Delivery.of(Optional.of("build"), new byte[0], TRACE);
        memory.remember(new Submission(
                delivery,
                Clock.systemUTC().instant(),
                List.of(),
                List.of(),
                List.of(seen),
                Optional.empty(),
                List.of()));

        submit("seen", GuideManifests.ALL);

        assertThat(plan().images()).containsOnly(REPOSITORY + "@" + DIGEST);
        assertThat(asked).isEmpty();
    }

    @Test
    void anImageThatIsNotThereIsToldAtTheVersionThatIsItsTag() {
        Finding finding = refused(submit("gone", GuideManifests.ALL));

        assertThat(finding.code()).isEqualTo(FindingCode.IMAGE_NOT_FOUND);
        assertThat(finding.path()).isEqualTo("spec.version");
        assertThat(finding.file()).isEqualTo("body");
        assertThat(finding.message()).isEqualTo("the image '" + REPOSITORY + ":1.0.0' is not in its registry");
        assertThat(finding.cure()).contains("push it");
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void anImageThatIsWrittenIsToldWhereItIsWritten() {
        registry.put(REPOSITORY + ":1.0.0", new ImageLook.Found(DIGEST));
        registry.put("ghcr.io/acme/migrate:7", new ImageLook.NotAllowed("is in a strange place", "move it"));

        Finding finding = refused(submit("strange", OWN_MIGRATION));

        assertThat(finding.code()).isEqualTo(FindingCode.REGISTRY_NOT_ALLOWED);
        assertThat(finding.path()).isEqualTo("spec.migrationJobContainer.image");
        assertThat(finding.line()).isGreaterThan(1);
    }

    @Test
    void whereARegistryIsAwayNothingIsKeptAndTheSameRequestMayComeAgain() {
        away = true;
        assertThat(submit("again", GuideManifests.ALL)).isEqualTo(new Outcome.Unavailable("the registry is away"));
        assertThat(publisher.published).isEmpty();
        away = false;
        registry.put(REPOSITORY + ":1.0.0", new ImageLook.Found(DIGEST));

        assertThat(submit("again", GuideManifests.ALL)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aRequestThatIsRefusedAnywayAndOneThatWasAcceptedBeforeAskNobody() {
        submit("wrong", GuideManifests.WITHOUT_DATABASE);
        assertThat(asked).isEmpty();
        registry.put(REPOSITORY + ":1.0.0", new ImageLook.Found(DIGEST));
        submit("same", GuideManifests.ALL);
        asked.clear();

        assertThat(submit("same", GuideManifests.ALL))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.repeated()).isTrue());
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsOnlyCheckedIsAskedForAsWell() {
        byte[] body = GuideManifests.ALL.getBytes(StandardCharsets.UTF_8);
        var delivery = Delivery.of(Optional.empty(), body, TRACE);

        assertThat(refused(intake.validate(delivery, Scope.EVERYTHING, Posted.of(GuideManifests.ALL)))
                        .code())
                .isEqualTo(FindingCode.IMAGE_NOT_FOUND);
    }

    @Test
    void whatWasRecordedByItsDigestIsMadeAgainWithoutAskingAndATagOfAnOldRecordIsAskedFor() {
        String pinned = "ghcr.io/acme/app@" + DIGEST;
        registry.put("ghcr.io/acme/migrate:7", new ImageLook.Found(DIGEST));

        assertThat(redeploy("digests", pinned, pinned)).isInstanceOf(Outcome.Accepted.class);
        assertThat(asked).isEmpty();

        assertThat(redeploy("old", pinned, "ghcr.io/acme/migrate:7")).isInstanceOf(Outcome.Accepted.class);
        assertThat(publisher.published.getLast().again().getFirst().images())
                .containsEntry("ghcr.io/acme/migrate:7", "ghcr.io/acme/migrate@" + DIGEST);
        assertThat(refused(redeploy("gone", "ghcr.io/acme/gone:1", pinned)).message())
                .contains("ghcr.io/acme/gone:1");
    }

    private Map<ImageReference, ImageLook> look(Set<ImageReference> images) {
        if (away) {
            throw new UnavailableException("the registry is away", null);
        }
        asked.add(images);
        var looks = new HashMap<ImageReference, ImageLook>();
        images.forEach(image -> looks.put(
                image,
                registry.getOrDefault(image.toString(), new ImageLook.Missing("is not in its registry", "push it"))));
        return looks;
    }

    private Outcome redeploy(String key, String image, String migration) {
        var original = new Recorded(
                "original",
                new ApplicationId("fincorp", "retail-banking", "production", "payment-gateway", "payment-api"),
                "1.0.0",
                new LaneId("lane"),
                image,
                Optional.of(migration),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        return intake.redeploy(
                        Delivery.of(Optional.of(key), new byte[0], TRACE),
                        Scope.EVERYTHING,
                        Redeployment.of(original, false, "again"))
                .join();
    }

    private DeploymentPlan plan() {
        return publisher.published.getLast().requests().getFirst().plan();
    }

    private static Finding refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).findings()).hasSize(1);
        return ((Outcome.Refused) outcome).findings().getFirst();
    }

    private Outcome submit(String key, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return intake.submit(Delivery.of(Optional.of(key), body, TRACE), Scope.EVERYTHING, Posted.of(text))
                .join();
    }
}
