package dev.migrationgate.manifests.change;

import static dev.migrationgate.manifests.change.Shop.SHOP;
import static dev.migrationgate.manifests.change.Shop.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was accepted from elsewhere, beside what a repository holds. */
class CatalogueOfMergesTest {
    private static final Shop DATABASE_ONLY =
            new Shop(Map.of()).with("database.yaml", SHOP.files().get("database.yaml"));
    private static final List<Manifest> ELSEWHERE =
            SHOP.without("database.yaml").manifests();

    private final MergePlanner planner = new MergePlanner(PlanSettings.DEFAULT);

    @Test
    void aDatabaseOfThisRepositoryDeploysAnApplicationThatWasAcceptedFromElsewhere() {
        Shop after = DATABASE_ONLY.replaced("database.yaml", "name: shop}", "name: store}");

        MergePlan plan = planner.plan(DATABASE_ONLY.manifests(), after.manifests(), Catalogue.of(ELSEWHERE));

        assertThat(names(plan)).containsExactly("orders");
        assertThat(plan.findings()).filteredOn(Finding::isError).isEmpty();
    }

    @Test
    void whatAnApplicationFromElsewhereRefersToMayNotBeRemoved() {
        MergePlan plan = planner.plan(DATABASE_ONLY.manifests(), List.of(), Catalogue.of(SHOP.manifests()));

        assertThat(plan.hasErrors()).isTrue();
    }

    @Test
    void whatWasAcceptedLastCountsMoreThanWhatAnUnchangedFileSays() {
        Shop promoted = SHOP.replaced("orders/config.yaml", "1.0.0", "1.5.0");
        Shop after = SHOP.replaced("orders/application.yaml", "Takes orders", "Takes all orders");

        MergePlan plan = planner.plan(SHOP.manifests(), after.manifests(), Catalogue.of(promoted.manifests()));

        assertThat(plan.applications().getFirst().versionBefore()).contains("1.5.0");
        assertThat(plan.applications().getFirst().after().version()).isEqualTo("1.5.0");
    }

    @Test
    void withoutAnEarlierCommitTheCatalogueIsComparedWithAndNothingCountsAsRemoved() {
        Catalogue catalogue = Catalogue.of(SHOP.manifests());
        List<Manifest> after = SHOP.replaced("mail/config.yaml", "1.0.0", "3.0.0")
                .without("secrets/unused.yaml")
                .manifests();

        MergePlan plan = planner.plan(MergePlanner.accepted(after, catalogue), after, catalogue);

        assertThat(names(plan)).containsExactly("mail");
        assertThat(plan.difference().removed()).isEmpty();
    }

    @Test
    void anAcceptedManifestThatIsAddedAnewUnchangedDeploysNothing() {
        Catalogue catalogue = Catalogue.of(SHOP.manifests());

        MergePlan plan = planner.plan(MergePlanner.accepted(SHOP.manifests(), catalogue), SHOP.manifests(), catalogue);

        assertThat(plan.difference().isEmpty()).isTrue();
        assertThat(plan.applications()).isEmpty();
    }
}
