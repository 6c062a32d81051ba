package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedCatalogueTest {
    @Test
    void ofSeveralManifestsWithOneIdentityTheFirstIsSeenWhereverOneLooks() {
        List<Manifest> twice = manifests(DATABASE, DATABASE.replace("cpuCount: 2", "cpuCount: 4"));
        Manifest first = twice.getFirst();

        Catalogue catalogue = Catalogue.of(twice);

        assertThat(catalogue.at(first.id())).containsSame(first);
        assertThat(catalogue.all(Kind.DATABASE)).singleElement().isSameAs(first);
        assertThat(catalogue.named(Kind.DATABASE, "payments-db"))
                .singleElement()
                .isSameAs(first);
        assertThat(catalogue.within(Kind.DATABASE, first.id().ancestors()))
                .singleElement()
                .isSameAs(first);
    }

    @Test
    void aManifestThatIsThereTwiceIsNotAmbiguousAsWell() {
        List<Manifest> posted = manifests(APPLICATION, APPLICATION, CONFIG, BUILD, BUILD, DATABASE);

        assertThat(new Planner(PlanSettings.DEFAULT)
                        .plan(posted, Catalogue.empty())
                        .findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.DUPLICATE_MANIFEST, FindingCode.DUPLICATE_MANIFEST);
    }
}
