package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.LIVE_APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerFindingsTest {
    @Test
    void aMissingDatabaseIsNamedWhereItIsReferredTo() {
        assertThat(plan(APPLICATION, CONFIG, BUILD).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.UNRESOLVED_REFERENCE);
            assertThat(finding.path()).isEqualTo("spec.accessControl.database.name");
            assertThat(finding.line()).isEqualTo(17);
            assertThat(finding.column()).isEqualTo(13);
        });
    }

    @Test
    void aDatabaseOfAnotherEnvironmentIsNoDatabase() {
        String staging = DATABASE.replace("environment: production", "environment: staging");

        assertThat(codes(APPLICATION, CONFIG, BUILD, staging)).containsExactly(FindingCode.UNRESOLVED_REFERENCE);
    }

    @Test
    void aMissingBuildDefinitionIsNamed() {
        assertThat(codes(APPLICATION, CONFIG, DATABASE)).containsExactly(FindingCode.UNRESOLVED_REFERENCE);
    }

    @Test
    void whereThereIsNoImageTheRestIsToldAllTheSame() {
        String application = APPLICATION + "    secrets: {carrier-key: {envVar: KEY}}\n";
        String twice = "[{name: A, value: a}, {name: A, value: b}]";
        String config = CONFIG.replace("Migrate]", "Migrate]\n    env: " + twice)
                .replaceFirst("env:\n *- .*", "env: " + twice)
                .replace("protocol: http", "protocol: grpc")
                .replace("{min: 1, max: 3}", "{min: 3, max: 1}");

        assertThat(plan(application, config, DATABASE).findings())
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(
                        "spec.source",
                        "spec.accessControl.secrets.carrier-key",
                        "spec.migrationJobContainer.env[1].name",
                        "spec.container.env[1].name",
                        "spec.health.startup.protocol",
                        "spec.scaling.max");
    }

    @Test
    void severalBuildDefinitionsOfOneNameAreNotChosenAmong() {
        String other = BUILD.replace("github-repository: payment-api", "github-repository: other");

        assertThat(codes(APPLICATION, CONFIG, BUILD, other, DATABASE)).containsExactly(FindingCode.AMBIGUOUS_REFERENCE);
    }

    @Test
    void theContainerHasToBeOneThatTheBuildMakes() {
        String application = APPLICATION.replace("container: payment-api", "container: payment-apo");

        assertThat(plan(application, CONFIG, BUILD, DATABASE).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure()).contains("did you mean 'payment-api'?"));
    }

    @Test
    void sourceAndBuildDefinitionMayNotDisagree() {
        String application = APPLICATION.replace("  container:", "  buildDefinition: other\n  container:");

        assertThat(codes(application, CONFIG, BUILD, DATABASE)).containsExactly(FindingCode.CONFLICTING_DIALECTS);
    }

    @Test
    void theTwoNamesOfTheProjectMayNotDisagree() {
        String application = APPLICATION.replace(
                "  project: payment-gateway\n  runMigrationJob", "  project: shop\n  runMigrationJob");

        assertThat(codes(application, CONFIG, BUILD, DATABASE)).containsExactly(FindingCode.CONFLICTING_DIALECTS);
    }

    @Test
    void oneApplicationInBothDialectsIsAmbiguous() {
        assertThat(codes(APPLICATION, LIVE_APPLICATION, CONFIG, BUILD, DATABASE))
                .contains(FindingCode.AMBIGUOUS_REFERENCE);
    }

    @Test
    void aPostedApplicationIsAmbiguousBesideAKnownOneOfTheOtherDialect() {
        Catalogue known = Catalogue.of(manifests(LIVE_APPLICATION, CONFIG, BUILD, DATABASE));

        Planning planning = new Planner(PlanSettings.DEFAULT).plan(manifests(APPLICATION), known);

        assertThat(planning.plans()).isEmpty();
        assertThat(planning.findings()).extracting(Finding::code).containsExactly(FindingCode.AMBIGUOUS_REFERENCE);
    }

    /** Thousands of findings that name thousands of manifests each would need more memory than there is. */
    @Test
    void ofManyApplicationsOrBuildsOfOneNameThreeAreNamedAndTheRestAreCounted() {
        String[] documents = new String[42];
        documents[40] = CONFIG;
        documents[41] = DATABASE;
        for (int i = 0; i < 40; i++) {
            documents[i] = LIVE_APPLICATION.replace("application-set: payments", "application-set: set-" + i);
        }
        assertThat(plan(documents).findings())
                .filteredOn(finding -> finding.code() == FindingCode.AMBIGUOUS_REFERENCE)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).containsOnlyOnce("set-2/").endsWith("/payment-api and 37 more"))
                .satisfies(finding -> assertThat(finding.message()).doesNotContain("set-3"));
        documents[39] = APPLICATION;
        for (int i = 0; i < 39; i++) {
            documents[i] = BUILD.replace("github-repository: payment-api", "github-repository: repository-" + i);
        }
        assertThat(plan(documents).findings())
                .filteredOn(finding -> finding.code() == FindingCode.AMBIGUOUS_REFERENCE)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("repository-2/").endsWith(" and 36 more"));
    }

    @Test
    void onlyCloudRunIsATarget() {
        assertThat(codes(APPLICATION.replace("CLOUD_RUN", "KUBERNETES"), CONFIG, BUILD, DATABASE))
                .containsExactly(FindingCode.UNSUPPORTED_TARGET);
    }

    @Test
    void aMigrationNeedsADatabase() {
        String application = APPLICATION.replaceAll("(?s)  accessControl.*", "");

        assertThat(codes(application, CONFIG, BUILD)).containsExactly(FindingCode.MIGRATION_WITHOUT_DATABASE);
    }

    @Test
    void aMigrationContainerWithoutAMigrationWarns() {
        Planning planning = plan(APPLICATION.replace("  runMigrationJob: true\n", ""), CONFIG, BUILD, DATABASE);

        assertThat(planning.hasErrors()).isFalse();
        assertThat(planning.findings()).extracting(Finding::code).containsExactly(FindingCode.MIGRATION_NOT_ENABLED);
    }

    @Test
    void aMigrationThatRunsTheServiceWarns() {
        String config = CONFIG.replaceAll("  migrationJobContainer:\n.*\n", "");

        assertThat(codes(APPLICATION, config, BUILD, DATABASE)).containsExactly(FindingCode.MIGRATION_SAME_AS_SERVICE);
    }

    @Test
    void aVariableIsSetOnce() {
        String twice = CONFIG.replace("{name: LOG_LEVEL, value: info}", "{name: DATABASE_URL, value: x}");

        assertThat(codes(APPLICATION, twice, BUILD, DATABASE)).containsExactly(FindingCode.VARIABLE_TWICE);
    }

    @Test
    void aVariableOfThePlatformMayBeWrittenWithAWarning() {
        String config = CONFIG.replace("LOG_LEVEL", "GOOGLE_CLOUD_PROJECT");

        Planning planning = plan(APPLICATION, config, BUILD, DATABASE);

        assertThat(planning.findings()).extracting(Finding::code).containsExactly(FindingCode.PLATFORM_VARIABLE);
        assertThat(planning.plans().getFirst().service().container().env())
                .filteredOn(variable -> variable.name().equals("GOOGLE_CLOUD_PROJECT"))
                .containsExactly(new EnvironmentVariable.Plain("GOOGLE_CLOUD_PROJECT", "info"));
    }

    @Test
    void aConfigurationWithoutItsApplicationIsAnErrorAndTheOtherWayRoundAWarning() {
        assertThat(codes(CONFIG)).containsExactly(FindingCode.NO_APPLICATION);
        Planning planning = plan(APPLICATION, BUILD, DATABASE);
        assertThat(planning.hasErrors()).isFalse();
        assertThat(planning.findings()).extracting(Finding::code).containsExactly(FindingCode.NO_DEPLOYMENT_CONFIG);
    }

    @Test
    void oneManifestTwiceIsAnError() {
        assertThat(codes(APPLICATION, CONFIG, BUILD, DATABASE, DATABASE)).contains(FindingCode.DUPLICATE_MANIFEST);
    }

    @Test
    void aServiceIdHasToFitCloudRun() {
        String[] documents = {APPLICATION, CONFIG, BUILD, DATABASE};
        for (int i = 0; i < documents.length; i++) {
            documents[i] = documents[i].replace("name: payment-api", "name: Payment.Api");
        }
        documents[0] = documents[0]
                .replace("source: payment-api", "source: Payment.Api")
                .replace("container: payment-api\n", "container: Payment.Api\n");

        assertThat(codes(documents)).containsExactly(FindingCode.MALFORMED_IDENTIFIER);
    }

    private static List<FindingCode> codes(String... documents) {
        return plan(documents).findings().stream().map(Finding::code).toList();
    }
}
