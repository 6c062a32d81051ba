package dev.migrationgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final ApplicationId APPLICATION =
            new ApplicationId("fincorp", "retail-banking", "production", "payment-gateway", "payment-api");

    @Test
    void aPathInOneProjectIsWrittenWithoutKeys() {
        var id = new ManifestId(
                "Database",
                Map.of(
                        "project", "payment-gateway",
                        "organization", "fincorp",
                        "environment", "production",
                        "organizational-unit", "retail-banking"),
                "payments-db");

        assertThat(id).hasToString("Database/fincorp/retail-banking/production/payment-gateway/payments-db");
        assertThat(ManifestId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void otherAncestorsAreWrittenWithTheirKeys() {
        var ancestors = Map.of("organization", "acme", "github-repository", "orders", "github-connection", "default");
        var id = new ManifestId("BuildDefinition", ancestors, "orders-api");

        assertThat(id)
                .hasToString("BuildDefinition/acme/github-connection=default/github-repository=orders/orders-api");
        assertThat(ManifestId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void theTwoDialectsOfAnApplicationNeverShareAnIdentity() {
        var track = new ManifestId(
                "Application",
                Map.of("organization", "a", "organizational-unit", "b", "release-track", "c", "application-set", "d"),
                "e");
        var project = new ManifestId(
                "Application",
                Map.of("organization", "a", "organizational-unit", "b", "environment", "c", "project", "d"),
                "e");

        assertThat(track.toString()).isNotEqualTo(project.toString());
        assertThat(ManifestId.parse(track.toString())).isEqualTo(track);
    }

    @Test
    void anAncestorAfterAGapIsWrittenWithItsKey() {
        var id = new ManifestId("Kubernetes", Map.of("environment", "production"), "main");

        assertThat(id).hasToString("Kubernetes/environment=production/main");
        assertThat(ManifestId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void partsThatWouldMakeAnIdentityAmbiguousAreRefused() {
        assertThatThrownBy(() -> new ManifestId("Secret", Map.of(), "a/b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ManifestId.parse("Secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ManifestId.parse("Secret/a/b/c/d/e/f")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApplicationId.parse("a/b/c/d")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anApplicationIdIsReadBackFromItsText() {
        assertThat(APPLICATION).hasToString("fincorp/retail-banking/production/payment-gateway/payment-api");
        assertThat(ApplicationId.parse(APPLICATION.toString())).isEqualTo(APPLICATION);
    }

    @Test
    void theSameDeliveryIsTheSameDeployment() {
        assertThat(DeploymentId.derive("delivery-1", APPLICATION))
                .isEqualTo(DeploymentId.derive("delivery-1", APPLICATION));
        assertThat(DeploymentId.derive("delivery-2", APPLICATION))
                .isNotEqualTo(DeploymentId.derive("delivery-1", APPLICATION));
    }

    @Test
    void theDerivationOfADeploymentIdNeverChanges() {
        // Computed apart from this code: base32(sha256("delivery-1\\0" + application)), 25 characters, after a "d".
        assertThat(DeploymentId.derive("delivery-1", APPLICATION).value()).isEqualTo("dll6vbfchgsjkm73atyip2m5ts");
    }

    @Property
    void everyDeliveryGivesAWellFormedDeploymentId(@ForAll String delivery) {
        assertThat(DeploymentId.derive(delivery, APPLICATION).value()).matches("d[a-z2-7]{25}");
    }
}
