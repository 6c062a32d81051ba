package dev.migrationgate.ingest.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.EnvironmentVariable;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The guide's application, recorded in production, as staging has it. */
class CounterpartsTest {
    private static final String DIGEST = "@sha256:" + "a".repeat(64);
    private static final String REPOSITORY =
            "europe-west1-docker.pkg.dev/payment-gateway-staging/docker-private/payment-api";
    private static final String CONFIG = GuideManifests.CONFIG
            .replace("1.0.0", "0.9.0")
            .replace("spec: {", "spec: {container: {env: [{name: GREETING, value: hello}]}, ");
    private static final String STAGING = staging(
            String.join("---\n", GuideManifests.APPLICATION, CONFIG, GuideManifests.BUILD, GuideManifests.DATABASE));

    @Test
    void itHasTheRecordedVersionAndDigestsAndAllElseOfItsOwn() {
        DeploymentPlan plan = plan(STAGING, recorded("prod/payment-api" + DIGEST));

        assertThat(plan.application()).hasToString("fincorp/retail-banking/staging/payment-gateway/payment-api");
        assertThat(plan.version()).isEqualTo("1.0.0");
        assertThat(plan.service().container().image()).isEqualTo(REPOSITORY + DIGEST);
        assertThat(plan.migration().orElseThrow().container().image()).isEqualTo(REPOSITORY + DIGEST);
        assertThat(plan.migration().orElseThrow().container().args()).containsExactly("migrate");
        assertThat(plan.lane()).hasToString("Database/fincorp/retail-banking/staging/payment-gateway/payments-db");
        assertThat(plan.database().orElseThrow().database())
                .hasToString(plan.lane().value());
        assertThat(plan.service().cloudProject()).isEqualTo("payment-gateway-staging");
        assertThat(plan.service().container().env()).contains(new EnvironmentVariable.Plain("GREETING", "hello"));
        assertThat(plan.toString()).doesNotContain("production", "prod/", "0.9.0");
    }

    @Test
    void anImageThatWasRequestedByItsTagIsWhateverTheTagIsThere() {
        Recorded tagged = recorded("prod:5000/payment-api:1.0.0");

        assertThat(plan(STAGING, tagged).service().container().image()).isEqualTo(REPOSITORY + ":1.0.0");
        Catalogue told = new Told(catalogue(STAGING), Map.of(REPOSITORY + ":1.0.0", DIGEST.substring(1)));
        assertThat(found(told, tagged).service().container().image()).isEqualTo(REPOSITORY + DIGEST);
    }

    @Test
    void theRecordedDigestCountsAndNotTheOneOfTheSameTagThere() {
        Catalogue told = new Told(catalogue(STAGING), Map.of(REPOSITORY + ":1.0.0", "sha256:" + "b".repeat(64)));

        assertThat(found(told, recorded("prod/payment-api" + DIGEST))
                        .service()
                        .container()
                        .image())
                .isEqualTo(REPOSITORY + DIGEST);
    }

    @Test
    void anImageThatAManifestThereNamesItselfIsTheRecordedOneOfItsRepository() {
        String own = STAGING.replace("args: [migrate]", "image: 'registry.example:5000/tools/migrate:0.9', args: [up]");
        Recorded original = recorded("prod/payment-api" + DIGEST, "elsewhere/migrate:1.0.0@sha256:" + "c".repeat(64));

        assertThat(plan(own, original).migration().orElseThrow().container().image())
                .isEqualTo("registry.example:5000/tools/migrate@sha256:" + "c".repeat(64));
    }

    @Test
    void anotherImageThereIsNotReplacedByWhatWasRecorded() {
        assertThat(of(STAGING, recorded("prod/evil" + DIGEST, "prod/payment-api" + DIGEST)))
                .isInstanceOfSatisfying(
                        Counterpart.Differing.class,
                        differing -> assertThat(differing.reason()).contains(REPOSITORY, "prod/evil"));
        assertThat(of(STAGING, recorded("prod/payment-api" + DIGEST, "prod/other" + DIGEST)))
                .isInstanceOf(Counterpart.Differing.class);
    }

    @Test
    void whatMigratesInOneEnvironmentAloneIsAnother() {
        String without = STAGING.replace("runMigrationJob: true", "runMigrationJob: false")
                .replace(", migrationJobContainer: {args: [migrate]}", "");
        Recorded plain = FakeRecordedRequests.original(false);

        assertThat(of(without, recorded("prod/payment-api" + DIGEST)))
                .isInstanceOfSatisfying(
                        Counterpart.Differing.class,
                        differing -> assertThat(differing.reason()).contains("has no migration there"));
        assertThat(of(STAGING, plain))
                .isInstanceOfSatisfying(
                        Counterpart.Differing.class,
                        differing -> assertThat(differing.reason()).contains("has a migration there"));
        assertThat(of(without, plain)).isInstanceOf(Counterpart.Found.class);
    }

    @Test
    void anApplicationThatIsNotThereIsAbsent() {
        Counterpart absent = of(GuideManifests.ALL, recorded("prod/payment-api" + DIGEST));
        Counterpart otherUnit =
                of(STAGING.replace("retail-banking", "wholesale"), recorded("prod/payment-api" + DIGEST));

        assertThat(absent)
                .isInstanceOfSatisfying(
                        Counterpart.Absent.class,
                        there -> assertThat(there.application())
                                .hasToString("fincorp/retail-banking/staging/payment-gateway/payment-api"));
        assertThat(otherUnit).isEqualTo(absent);
    }

    @Test
    void manifestsThatAreWrongThereAreNotPlanned() {
        String noDatabase = staging(String.join("---\n", GuideManifests.APPLICATION, CONFIG, GuideManifests.BUILD));

        assertThat(of(noDatabase, recorded("prod/payment-api" + DIGEST)))
                .isInstanceOfSatisfying(
                        Counterpart.Wrong.class,
                        wrong -> assertThat(wrong.findings())
                                .anyMatch(finding -> finding.code() == FindingCode.UNRESOLVED_REFERENCE));
    }

    private static String staging(String manifests) {
        return manifests.replace("environment: production", "environment: staging");
    }

    private static Recorded recorded(String image) {
        return recorded(image, image);
    }

    private static Recorded recorded(String image, String migration) {
        Recorded original = FakeRecordedRequests.original(true);
        return new Recorded(
                original.deploymentId(),
                original.application(),
                original.version(),
                original.lane(),
                image,
                Optional.of(migration),
                original.repository(),
                original.ref(),
                original.commit(),
                original.event());
    }

    private static DeploymentPlan plan(String manifests, Recorded original) {
        return found(catalogue(manifests), original);
    }

    private static DeploymentPlan found(Catalogue known, Recorded original) {
        Counterpart counterpart = of(known, original);
        assertThat(counterpart).isInstanceOf(Counterpart.Found.class);
        return ((Counterpart.Found) counterpart).plan();
    }

    private static Counterpart of(String manifests, Recorded original) {
        return of(catalogue(manifests), original);
    }

    private static Counterpart of(Catalogue known, Recorded original) {
        return new Counterparts(new Planner(PlanSettings.DEFAULT), known).of(original, "staging");
    }

    private static Catalogue catalogue(String manifests) {
        return Catalogue.of(new ManifestReader().read("accepted", manifests).manifests());
    }

    /** Digests that builds told of. */
    private record Told(Catalogue known, Map<String, String> digests) implements Catalogue {
        @Override
        public List<Manifest> named(Kind kind, String name) {
            return known.named(kind, name);
        }

        @Override
        public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
            return known.within(kind, ancestors);
        }

        @Override
        public List<Manifest> all(Kind kind) {
            return known.all(kind);
        }

        @Override
        public Optional<Digest> digestOf(String image) {
            return Optional.ofNullable(digests.get(image)).map(Digest::new);
        }
    }
}
