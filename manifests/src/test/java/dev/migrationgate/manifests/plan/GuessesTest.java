package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.LIVE_APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was probably meant by a name that leads nowhere. */
class GuessesTest {
    private static final String SECRET = DATABASE.replace("kind: Database", "kind: Secret")
            .replace("payments-db", "carrier-key")
            .replaceAll("spec: .*", "spec: {description: a key}");

    @Test
    void aDatabaseOfTheProjectIsGuessed() {
        assertThat(cure(
                        FindingCode.UNRESOLVED_REFERENCE,
                        APPLICATION.replace("payments-db", "payment-db"),
                        CONFIG,
                        BUILD,
                        DATABASE))
                .contains("did you mean 'payments-db'?");
    }

    @Test
    void aDatabaseOfAnotherEnvironmentIsNotGuessed() {
        String application = APPLICATION.replace("payments-db", "payment-db");
        String staging = DATABASE.replace("environment: production", "environment: staging");

        assertThat(cure(FindingCode.UNRESOLVED_REFERENCE, application, CONFIG, BUILD, staging))
                .contains("post it together with the application");
    }

    @Test
    void aSecretIsGuessed() {
        String application = APPLICATION + "    secrets: {carier-key: {envVar: KEY}}\n";

        assertThat(cure(FindingCode.UNRESOLVED_REFERENCE, application, CONFIG, BUILD, DATABASE, SECRET))
                .contains("did you mean 'carrier-key'?");
    }

    @Test
    void aBuildDefinitionOfTheOrganizationIsGuessed() {
        String application = APPLICATION.replace("source: payment-api", "source: payment-ap");

        assertThat(cure(FindingCode.UNRESOLVED_REFERENCE, application, CONFIG, BUILD, DATABASE))
                .contains("did you mean 'payment-api'?");
        assertThat(cure(
                        FindingCode.UNRESOLVED_REFERENCE,
                        application,
                        CONFIG,
                        BUILD.replace("fincorp", "acme"),
                        DATABASE))
                .contains("post it together with the application");
    }

    @Test
    void aDeploymentConfigAndAnApplicationThatWaitForEachOtherAreGuessed() {
        String config = CONFIG.replace("name: payment-api", "name: payments-api");

        for (String application : new String[] {APPLICATION, LIVE_APPLICATION}) {
            assertThat(cure(FindingCode.NO_APPLICATION, application, config, BUILD, DATABASE))
                    .contains("did you mean 'payment-api'?");
            assertThat(cure(FindingCode.NO_DEPLOYMENT_CONFIG, application, config, BUILD, DATABASE))
                    .contains("did you mean 'payments-api'?");
        }
    }

    @Test
    void oneThatHasItsPartnerIsNotGuessed() {
        String config = CONFIG.replace("name: payment-api", "name: payments-api");
        String application = APPLICATION.replaceFirst("name: payment-api", "name: payments-api");

        assertThat(cure(FindingCode.NO_APPLICATION, APPLICATION, CONFIG, config, BUILD, DATABASE))
                .contains("the names of a DeploymentConfig and of its Application are equal");
        assertThat(cure(FindingCode.NO_DEPLOYMENT_CONFIG, APPLICATION, application, CONFIG, BUILD, DATABASE))
                .contains("post a DeploymentConfig with its version");
    }

    /** Each of these would be compared with each other one. */
    @Test
    void ofManyMistakesTheFirstAreGuessed() {
        List<Manifest> posted = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            posted.addAll(read(CONFIG.replace("name: payment-api", "name: config-" + i), i));
            posted.addAll(read(APPLICATION.replaceFirst("name: payment-api", "name: confyg-" + i), i));
        }

        Planning planning = new Planner(PlanSettings.DEFAULT).plan(posted, Catalogue.empty());

        assertThat(planning.findings())
                .filteredOn(finding -> finding.code() == FindingCode.NO_DEPLOYMENT_CONFIG)
                .anySatisfy(finding -> assertThat(finding.cure().orElseThrow()).startsWith("did you mean"))
                .anySatisfy(finding -> assertThat(finding.cure().orElseThrow()).startsWith("post a"));
    }

    private static List<Manifest> read(String text, int number) {
        return new ManifestReader().read("file-" + number + ".yaml", text).manifests();
    }

    private static Optional<String> cure(FindingCode code, String... documents) {
        return plan(documents).findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .flatMap(Finding::cure);
    }
}
