package dev.migrationgate.manifests.change;

import static dev.migrationgate.manifests.change.Shop.SHOP;
import static dev.migrationgate.manifests.change.Shop.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MergePlannerTest {
    private static final String CONFIG = "orders/config.yaml";
    private static final String APPLICATION = "orders/application.yaml";

    static Stream<Arguments> changes() {
        return Stream.of(
                none("nothing", SHOP),
                none("a moved file", SHOP.moved(CONFIG, "elsewhere/settings.yml")),
                none("a comment", SHOP.with(CONFIG, "# Why.\n" + SHOP.files().get(CONFIG))),
                none(
                        "another way of writing the same",
                        SHOP.replaced("mail/config.yaml", "spec: {version: \"1.0.0\"}", "spec:\n  version: '1.0.0'")),
                none(
                        "a BuildDefinition's description",
                        SHOP.replaced("builds/orders.yaml", "Builds it", "Builds this")),
                none("a Database's size", SHOP.replaced("database.yaml", "cpuCount: 2", "cpuCount: 4")),
                none("a Secret that nobody reads", SHOP.replaced("secrets/unused.yaml", "A key", "Somebody's key")),
                none("a Secret that nobody reads, removed", SHOP.without("secrets/unused.yaml")),
                one("an Application's description", SHOP.replaced(APPLICATION, "Takes orders", "Takes all orders")),
                one("a version", SHOP.replaced(CONFIG, "1.0.0", "1.1.0")),
                one(
                        "a build's container name",
                        SHOP.replaced("builds/orders.yaml", "{name: orders, reg", "{name: api, reg")),
                one("a build's registry", SHOP.replaced("builds/orders.yaml", "[docker]", "[private]")),
                one("a Database's databases", SHOP.replaced("database.yaml", "name: shop}", "name: store}")),
                one("a privilege", SHOP.replaced(APPLICATION, "[USAGE]", "[USAGE, CREATE]")),
                one("a Secret that it reads", SHOP.replaced("secrets/carrier.yaml", "A key", "The carrier's key")));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("changes")
    void whatDeploysFollowsFromWhatDiffers(String change, Shop after, List<String> deployed) {
        MergePlan plan = after.merged();

        assertThat(names(plan)).as(change).isEqualTo(deployed);
        assertThat(plan.findings()).filteredOn(Finding::isError).isEmpty();
    }

    @Test
    void aChangeOfTwoApplicationsDeploysBoth() {
        MergePlan plan = SHOP.replaced(CONFIG, "1.0.0", "1.1.0")
                .replaced("mail/config.yaml", "1.0.0", "2.0.0")
                .merged();

        assertThat(names(plan)).containsExactly("mail", "orders");
    }

    @Test
    void theFirstMergeDeploysAll() {
        assertThat(names(SHOP.mergedAfter(new Shop(Map.of())))).containsExactly("mail", "orders");
    }

    @Test
    void aRemovedDeploymentConfigWithdrawsItsApplicationAndDeploysNothing() {
        MergePlan plan = SHOP.without("mail/config.yaml").merged();

        assertThat(plan.applications()).isEmpty();
        assertThat(plan.withdrawn()).extracting(Object::toString).containsExactly(Shop.PLACE + "mail");
        assertThat(plan.hasErrors()).isFalse();
    }

    @Test
    void whatIsStillReferredToMayNotBeRemoved() {
        assertThat(errors(SHOP.without("database.yaml"))).containsExactly(FindingCode.UNRESOLVED_REFERENCE);
        assertThat(errors(SHOP.without("secrets/carrier.yaml"))).containsExactly(FindingCode.UNRESOLVED_REFERENCE);
        assertThat(errors(SHOP.without("builds/orders.yaml"))).containsExactly(FindingCode.UNRESOLVED_REFERENCE);
        assertThat(errors(SHOP.without(APPLICATION))).containsExactly(FindingCode.NO_APPLICATION);
    }

    @Test
    void anApplicationMayBeRemovedWithAllThatItUsed() {
        Shop after = SHOP.without(APPLICATION)
                .without(CONFIG)
                .without("builds/orders.yaml")
                .without("database.yaml")
                .without("secrets/carrier.yaml");

        assertThat(errors(after)).isEmpty();
        assertThat(after.merged().difference().removed()).hasSize(5);
    }

    @Test
    void oneManifestInTwoFilesIsAnErrorAlthoughNeitherDiffers() {
        Shop after = SHOP.with("copy.yaml", SHOP.files().get("mail/config.yaml"));

        assertThat(errors(after)).containsExactly(FindingCode.DUPLICATE_MANIFEST);
    }

    @Test
    void aChangeTellsVersionsMigrationLaneAndCauses() {
        ApplicationChange change =
                SHOP.replaced(CONFIG, "1.0.0", "1.1.0").merged().applications().getFirst();

        assertThat(change.versionBefore()).contains("1.0.0");
        assertThat(change.after().version()).isEqualTo("1.1.0");
        assertThat(change.after().migration()).isPresent();
        assertThat(change.after().lane()).hasToString("Database/" + Shop.PLACE + "shop-db");
        assertThat(change.causes())
                .extracting(Object::toString)
                .containsExactly("DeploymentConfig/" + Shop.PLACE + "orders");
        assertThat(change.accessChanges()).isEmpty();
    }

    @Test
    void aChangeTellsWhatItChangesAboutDatabases() {
        ApplicationChange change = SHOP.replaced(APPLICATION, "[USAGE]", "[USAGE, CREATE]\n      extensions: [citext]")
                .replaced(APPLICATION, "schema: orders", "schema: sales")
                .replaced("database.yaml", "name: shop}", "name: store}")
                .merged()
                .applications()
                .getFirst();

        assertThat(change.accessChanges())
                .containsExactly(
                        new AccessChange("logical database", "shop", "store"),
                        new AccessChange("schema", "orders", "sales"),
                        new AccessChange("privileges", "USAGE", "USAGE, CREATE"),
                        new AccessChange("extensions", "", "citext"));
    }

    private static List<FindingCode> errors(Shop after) {
        return after.merged().findings().stream()
                .filter(Finding::isError)
                .map(Finding::code)
                .toList();
    }

    private static Arguments none(String change, Shop after) {
        return Arguments.of(change, after, List.of());
    }

    private static Arguments one(String change, Shop after) {
        return Arguments.of(change, after, List.of("orders"));
    }
}
