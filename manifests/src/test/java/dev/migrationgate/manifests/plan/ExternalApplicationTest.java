package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Images that are not built here. */
class ExternalApplicationTest {
    private static final String IMAGE = "registry.vendor.example/payments/engine";

    @Test
    void itsImageIsServedAndItsMigrationMayBeAnotherImageAsItIs() {
        String external = APPLICATION
                .replace("kind: Application", "kind: ExternalApplication")
                .replaceFirst("source: .*\\R *container: .*", "image: " + IMAGE);
        String config = CONFIG.replaceFirst("command: .*", "image: registry.vendor.example/payments/upgrade");

        Planning planning = plan(external, config, DATABASE);

        assertThat(planning.findings()).isEmpty();
        DeploymentPlan plan = planning.plans().getFirst();
        assertThat(plan.service().container().image()).isEqualTo(IMAGE + ":1.0.0");
        assertThat(plan.migration()).hasValueSatisfying(migration -> {
            assertThat(migration.container().image()).isEqualTo("registry.vendor.example/payments/upgrade:1.0.0");
            assertThat(migration.container().command()).isEmpty();
            assertThat(migration.container().args()).isEmpty();
        });
    }

    @Test
    void itMayBeTheSourceOfAnApplicationsImageAndMigration() {
        String application = APPLICATION.replaceFirst("source: .*\\R *container: .*", "source: payments-engine");
        String source = """
                apiVersion: lowops.manifests.v1
                kind: ExternalApplication
                metadata:
                  name: payments-engine
                  application-set: payments
                  release-track: main
                  organizational-unit: retail-banking
                  organization: fincorp
                spec: {image: %s, target: CLOUD_RUN, project: payment-gateway}
                """.formatted(IMAGE);

        Planning planning = plan(application, source, CONFIG, DATABASE);

        assertThat(planning.plans()).hasSize(1);
        DeploymentPlan plan = planning.plans().getFirst();
        assertThat(plan.service().container().image()).isEqualTo(IMAGE + ":1.0.0");
        assertThat(plan.migration())
                .hasValueSatisfying(
                        migration -> assertThat(migration.container().image()).isEqualTo(IMAGE + ":1.0.0"));
        assertThat(plan.manifests()).extracting(Object::toString).anyMatch(id -> id.contains("payments-engine"));
    }

    @Test
    void itsImageMayBeOneThatIsBuiltHere() {
        String external = APPLICATION.replace("kind: Application", "kind: ExternalApplication");

        Planning planning = plan(external, CONFIG, BUILD, DATABASE);

        assertThat(planning.findings()).isEmpty();
        assertThat(planning.plans().getFirst().service().container().image())
                .endsWith("/docker-private/payment-api:1.0.0");
    }
}
