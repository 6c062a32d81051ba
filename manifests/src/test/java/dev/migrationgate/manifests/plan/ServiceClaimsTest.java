package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Cloud Run service is one application's. */
class ServiceClaimsTest {
    @Test
    void anApplicationOfAnotherUnitThatComesToTheSameServiceIsWarnedOf() {
        Catalogue known = Catalogue.of(manifests(APPLICATION, CONFIG, BUILD, DATABASE));

        List<Finding> findings = plan(known, inUnit(APPLICATION), inUnit(CONFIG), inUnit(DATABASE));

        assertThat(findings)
                .filteredOn(finding -> finding.code() == FindingCode.SERVICE_CLAIMED_TWICE)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isError()).isFalse();
                    assertThat(finding.path()).isEqualTo("metadata.name");
                    assertThat(finding.message())
                            .contains("DeploymentConfig/fincorp/retail-banking/production/payment-gateway/payment-api")
                            .contains("payment-gateway-production");
                });
    }

    @Test
    void theSameApplicationPostedAgainIsNotItsOwnRival() {
        Catalogue known = Catalogue.of(manifests(APPLICATION, CONFIG, BUILD, DATABASE));

        assertThat(plan(known, APPLICATION, CONFIG, DATABASE))
                .noneMatch(finding -> finding.code() == FindingCode.SERVICE_CLAIMED_TWICE);
    }

    private static String inUnit(String manifest) {
        return manifest.replace("retail-banking", "another-unit");
    }

    private static List<Finding> plan(Catalogue known, String... posted) {
        return new Planner(PlanSettings.DEFAULT).plan(manifests(posted), known).findings();
    }
}
