package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.LIVE_APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.plan.DeploymentPlan.StartupProbe;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final String IMAGE =
            "europe-west1-docker.pkg.dev/payment-gateway-production/docker-private/payment-api:1.0.0";

    @Test
    void theGuidesManifestsAreOneDeploymentWithAMigration() {
        Planning planning = plan(APPLICATION, CONFIG, BUILD, DATABASE);

        assertThat(planning.findings()).isEmpty();
        DeploymentPlan plan = planning.plans().getFirst();
        assertThat(planning.plans()).hasSize(1);
        assertThat(plan.application()).hasToString("fincorp/retail-banking/production/payment-gateway/payment-api");
        assertThat(plan.lane()).hasToString("Database/fincorp/retail-banking/production/payment-gateway/payments-db");
        assertThat(plan.version()).isEqualTo("1.0.0");
        assertThat(plan.manifests()).hasSize(4);
        assertThat(plan.migration()).hasValueSatisfying(migration -> {
            assertThat(migration.container().image()).isEqualTo(IMAGE);
            assertThat(migration.container().command()).containsExactly("java", "-cp", "lib/*", "Migrate");
            assertThat(migration.timeoutSeconds()).isEqualTo(600);
            assertThat(migration.temporaryFailureRetries()).isZero();
            assertThat(migration.cancelPolicy()).isEqualTo("never");
            assertThat(migration.supersede()).isFalse();
            assertThat(migration.reversible()).isFalse();
        });
    }

    @Test
    void theManifestSaysHowItsMigrationIsTreated() {
        String config = CONFIG.replaceFirst(
                "( +)migrationJobContainer:\\R",
                "$0$1  timeoutSeconds: 60\n$1  temporaryFailureRetries: 2\n$1  cancelPolicy: FORCE\n$1  supersede: true\n$1  reversible: true\n");

        Planning planning = plan(APPLICATION, config, BUILD, DATABASE);

        assertThat(planning.findings()).isEmpty();
        assertThat(planning.plans().getFirst().migration()).hasValueSatisfying(migration -> {
            assertThat(migration.timeoutSeconds()).isEqualTo(60);
            assertThat(migration.temporaryFailureRetries()).isEqualTo(2);
            assertThat(migration.cancelPolicy()).isEqualTo("force");
            assertThat(migration.supersede()).isTrue();
            assertThat(migration.reversible()).isTrue();
        });
    }

    @Test
    void theServiceIsPlannedWithItsPortProbeScalingAndEnvironment() {
        DeploymentPlan.ServicePlan service =
                plan(APPLICATION, CONFIG, BUILD, DATABASE).plans().getFirst().service();

        assertThat(service.cloudProject()).isEqualTo("payment-gateway-production");
        assertThat(service.region()).isEqualTo("europe-west1");
        assertThat(service.service()).isEqualTo("payment-api");
        assertThat(service.port()).isEqualTo(8080);
        assertThat(service.startupProbe()).contains(new StartupProbe("http", Optional.of("/healthz"), 8080, 5, 2, 60));
        assertThat(service.minInstances()).isEqualTo(1);
        assertThat(service.maxInstances()).contains(3);
        assertThat(service.readinessDeadlineSeconds()).isEqualTo(360);
        assertThat(service.container().image()).isEqualTo(IMAGE);
        assertThat(service.container().env())
                .containsExactly(
                        new EnvironmentVariable.Plain("GOOGLE_CLOUD_PROJECT", "payment-gateway-production"),
                        new EnvironmentVariable.Plain("INFRASTREAM_APP_VERSION", "1.0.0"),
                        new EnvironmentVariable.Plain("LOG_LEVEL", "info"));
    }

    @Test
    void bothDialectsAreTheSamePlan() {
        DeploymentPlan documented =
                plan(APPLICATION, CONFIG, BUILD, DATABASE).plans().getFirst();
        DeploymentPlan live =
                plan(LIVE_APPLICATION, CONFIG, BUILD, DATABASE).plans().getFirst();

        assertThat(live.application()).isEqualTo(documented.application());
        assertThat(live.lane()).isEqualTo(documented.lane());
        assertThat(live.service()).isEqualTo(documented.service());
        assertThat(live.migration()).isEqualTo(documented.migration());
        assertThat(live.database()).isEqualTo(documented.database());
    }

    @Test
    void anApplicationOfAReleaseTrackIsDeployedToEachEnvironmentThatHasAConfig() {
        String staging = CONFIG.replace("environment: production", "environment: staging");
        String stagingDatabase = DATABASE.replace("environment: production", "environment: staging");

        assertThat(plan(LIVE_APPLICATION, CONFIG, staging, BUILD, DATABASE, stagingDatabase)
                        .plans())
                .extracting(plan -> plan.application().environment())
                .containsExactlyInAnyOrder("production", "staging");
    }

    @Test
    void anApplicationPostedAloneFindsWhatWasAcceptedBefore() {
        Catalogue known = Catalogue.of(manifests(CONFIG, BUILD, DATABASE));

        Planning planning = new Planner(PlanSettings.DEFAULT).plan(manifests(APPLICATION), known);

        assertThat(planning.findings()).isEmpty();
        assertThat(planning.plans())
                .isEqualTo(plan(APPLICATION, CONFIG, BUILD, DATABASE).plans());
    }

    @Test
    void aPostedManifestTakesThePlaceOfAKnownOne() {
        Catalogue known = Catalogue.of(manifests(APPLICATION, CONFIG, BUILD, DATABASE));

        Planning planning = new Planner(PlanSettings.DEFAULT).plan(manifests(CONFIG.replace("1.0.0", "1.1.0")), known);

        assertThat(planning.plans()).singleElement().satisfies(plan -> {
            assertThat(plan.version()).isEqualTo("1.1.0");
            assertThat(plan.service().container().image()).endsWith(":1.1.0");
        });
    }

    @Test
    void manifestsThatAskForNothingArePlannedAsNothing() {
        Planning planning = plan(BUILD, DATABASE);

        assertThat(planning.plans()).isEmpty();
        assertThat(planning.hasErrors()).isFalse();
    }

    @Test
    void withoutAMigrationTheDatabaseStillIsTheLane() {
        String application = APPLICATION.replace("  runMigrationJob: true\n", "");
        String config = CONFIG.replaceAll("  migrationJobContainer:\n.*\n", "");

        DeploymentPlan plan = plan(application, config, BUILD, DATABASE).plans().getFirst();

        assertThat(plan.migration()).isEmpty();
        assertThat(plan.lane().value()).startsWith("Database/");
    }

    @Test
    void anApplicationWithoutADatabaseIsItsOwnLane() {
        String application = APPLICATION.replaceAll("(?s)  runMigrationJob.*", "");

        DeploymentPlan plan = plan(application, CONFIG, BUILD).plans().getFirst();

        assertThat(plan.lane().value()).isEqualTo(plan.application().toString());
        assertThat(plan.database()).isEmpty();
    }

    @Test
    void imagesOfTheConfigurationComeFirstAndAreNeverLeftWithoutATag() {
        String config = CONFIG.replace("  container:\n", "  container:\n    image: registry.example:5000/team/api\n")
                .replace(
                        "  migrationJobContainer:\n",
                        "  migrationJobContainer:\n    image: registry.example/flyway:12\n");

        DeploymentPlan plan = plan(APPLICATION, config, BUILD, DATABASE).plans().getFirst();

        assertThat(plan.service().container().image()).isEqualTo("registry.example:5000/team/api:1.0.0");
        assertThat(plan.migration().orElseThrow().container().image()).isEqualTo("registry.example/flyway:12");
    }

    @Test
    void theDigestDependsOnTheContentAndNotOnItsSpelling() {
        DeploymentPlan plan = plan(APPLICATION, CONFIG, BUILD, DATABASE).plans().getFirst();
        String config = manifests(CONFIG).getFirst().canonical() + "\n";

        assertThat(plan(config, DATABASE, BUILD, APPLICATION).plans().getFirst().manifestDigest())
                .isEqualTo(plan.manifestDigest());
        assertThat(plan(APPLICATION, CONFIG.replace("1.0.0", "1.0.1"), BUILD, DATABASE)
                        .plans())
                .extracting(DeploymentPlan::manifestDigest)
                .isNotEqualTo(List.of(plan.manifestDigest()));
    }
}
