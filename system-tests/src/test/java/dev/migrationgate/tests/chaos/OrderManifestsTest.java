package dev.migrationgate.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.manifests.plan.Planning;
import dev.migrationgate.quickstart.chaos.load.Kind;
import dev.migrationgate.quickstart.chaos.load.Order;
import dev.migrationgate.quickstart.chaos.load.OrderManifests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that validation refuses would be no load. */
class OrderManifestsTest {
    @Test
    void ordersOfTwoApplicationsOnOneDatabaseAreValidOneAfterTheOther() {
        Planner planner = new Planner(PlanSettings.DEFAULT);
        List<Kind> kinds = List.of(Kind.values());
        List<Manifest> accepted = new ArrayList<>();
        for (int number = 1; number <= 4 * kinds.size(); number++) {
            Kind kind = kinds.get(number % kinds.size());
            Order order = new Order(number, 1 + (number / 2) % 2, 1, kind, Duration.ZERO, List.of(), false);

            Reading reading = new ManifestReader().read("order", OrderManifests.all(order));
            Planning planning = planner.plan(reading.manifests(), Catalogue.of(accepted));

            assertThat(reading.findings()).filteredOn(Finding::isError).isEmpty();
            assertThat(planning.findings()).filteredOn(Finding::isError).isEmpty();
            assertThat(planning.plans()).hasSize(1);
            accepted.removeIf(manifest ->
                    reading.manifests().stream().anyMatch(newer -> newer.id().equals(manifest.id())));
            accepted.addAll(reading.manifests());
        }
    }
}
