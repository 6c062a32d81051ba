package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpuCount: 4 | spec.alloydb.cpuCount",
                "clusterSize: 2 | spec.alloydb.clusterSize",
                "backupConfig: {enabled: false} | spec.alloydb.backupConfig.enabled"
            })
    void flatAndNestedSizesMayNotDisagree(String nested, String path) {
        assertThat(plan(sized(nested)).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.CONFLICTING_DIALECTS);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.line()).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"cpuCount: 2", "clusterSize: 1", "backupConfig: {enabled: true, quantityBasedRetention: 7}", "{}"})
    void theyMayBothBeThereIfTheyAgree(String nested) {
        assertThat(plan(sized(nested.replace("{}", ""))).findings()).isEmpty();
    }

    @Test
    void flatAndNestedSizesComeOutTheSame() {
        String nested = DATABASE.replaceAll(
                "spec: .*", "spec: {alloydb: {cpuCount: 2, clusterSize: 1, backupConfig: {enabled: true}}}");

        assertThat(manifests(nested).getFirst().spec())
                .isEqualTo(manifests(DATABASE).getFirst().spec())
                .isInstanceOf(Spec.Database.class);
    }

    /** Nothing is deployed then, so nothing else would find it. */
    @Test
    void anApplicationWithoutADeploymentConfigIsCheckedToo() {
        String application = APPLICATION
                .replace("  container:", "  buildDefinition: other\n  container:")
                .replace("  project: payment-gateway\n  runMigrationJob", "  project: shop\n  runMigrationJob");

        assertThat(plan(application, BUILD, DATABASE).findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        FindingCode.NO_DEPLOYMENT_CONFIG,
                        FindingCode.CONFLICTING_DIALECTS,
                        FindingCode.CONFLICTING_DIALECTS);
    }

    private static String sized(String nested) {
        return DATABASE.replaceAll("spec: .*", """
                spec:
                  alloydb: {%s}
                  cpuCount: 2
                  clusterSize: 1
                  backupConfig: {enabled: true}""".formatted(nested));
    }
}
