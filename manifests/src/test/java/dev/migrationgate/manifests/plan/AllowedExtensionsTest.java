package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.model.ManifestReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedExtensionsTest {
    @Test
    void eachExtensionThatIsNotAllowedIsNamedWhereItStandsTogetherWithThoseThatAre() {
        List<Finding> findings = findings(Set.of("uuid-ossp", "citext"), "[pgcrypto, uuid-ossp, plpython3u]");

        assertThat(findings)
                .extracting(Finding::path)
                .containsExactly(
                        "spec.accessControl.database.extensions[0]", "spec.accessControl.database.extensions[2]");
        assertThat(findings.getFirst()).satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.EXTENSION_NOT_ALLOWED);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.position()).isEqualTo(new Position(21, 20));
            assertThat(finding.message()).isEqualTo("the extension 'pgcrypto' is not allowed in this installation");
            assertThat(finding.cure()).contains("allowed are citext, uuid-ossp");
        });
    }

    @Test
    void anInstallationMayAllowNone() {
        assertThat(findings(Set.of(), "[citext]"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure()).contains("remove it; none is allowed"));
    }

    @Test
    void whatIsAllowedOrNothingHasNoFinding() {
        assertThat(findings(Set.of("citext"), "[citext, null]")).isEmpty();
        assertThat(findings(PlanSettings.DEFAULT.extensions(), "[pgcrypto, btree_gist]"))
                .isEmpty();
    }

    @Test
    void whatIsNoNameOfAnExtensionIsNotReportedTwice() {
        assertThat(findings(Set.of(), "['a; b']")).isEmpty();
    }

    @Test
    void anExtensionThatWasAllowedOnceIsRefusedWithTheNextDeployment() {
        Catalogue known = Catalogue.of(manifests(APPLICATION, BUILD, DATABASE));

        assertThat(planner(Set.of("pgcrypto")).plan(manifests(CONFIG), known).findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.EXTENSION_NOT_ALLOWED);
    }

    /** Of planning alone. */
    private static List<Finding> findings(Set<String> allowed, String extensions) {
        String application = APPLICATION.replace("[pgcrypto, uuid-ossp]", extensions);
        String text = String.join("---\n", application, CONFIG, BUILD, DATABASE);
        var posted = new ManifestReader().read("test.yaml", text).manifests();
        return planner(allowed).plan(posted, Catalogue.empty()).findings();
    }

    private static Planner planner(Set<String> allowed) {
        PlanSettings standard = PlanSettings.DEFAULT;
        return new Planner(new PlanSettings(
                standard.region(),
                standard.cloudProject(),
                standard.image(),
                standard.secretVersion(),
                standard.migrationSeconds(),
                allowed));
    }
}
