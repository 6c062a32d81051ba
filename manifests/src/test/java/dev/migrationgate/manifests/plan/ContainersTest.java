package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.plan.EnvironmentVariable.FromSecret;
import dev.migrationgate.manifests.plan.EnvironmentVariable.Plain;
import org.junit.jupiter.api.Test;

/** What the containers of job and service have in common, and what each has for itself. */
class ContainersTest {
    private static final Plain PROJECT = new Plain("GOOGLE_CLOUD_PROJECT", "payment-gateway-production");
    private static final Plain VERSION = new Plain("INFRASTREAM_APP_VERSION", "1.0.0");
    private static final String OWN_ENTRYPOINT = CONFIG.replaceFirst(
            "( +)command: .*",
            "$1command: [/bin/sh, -c]\n$1args: [exec flyway migrate]\n$1env: [{name: LOCK_TIMEOUT, value: 30s}]");

    @Test
    void theJobRunsTheApplicationsImageWithAnEntrypointArgumentsAndVariablesOfItsOwn() {
        Planning planning = plan(APPLICATION, OWN_ENTRYPOINT, BUILD, DATABASE);

        assertThat(planning.findings()).isEmpty();
        ContainerPlan service = service(planning);
        ContainerPlan job = job(planning);
        assertThat(job.image()).isEqualTo(service.image()).endsWith("/docker-private/payment-api:1.0.0");
        assertThat(job.command()).containsExactly("/bin/sh", "-c");
        assertThat(job.args()).containsExactly("exec flyway migrate");
        assertThat(job.env()).containsExactly(PROJECT, VERSION, new Plain("LOCK_TIMEOUT", "30s"));
        assertThat(service.command()).isEmpty();
        assertThat(service.args()).isEmpty();
        assertThat(service.env()).containsExactly(PROJECT, VERSION, new Plain("LOG_LEVEL", "info"));
    }

    @Test
    void jobAndServiceGetTheSameSecretsEachInTheVariableThatTheManifestNames() {
        String application = APPLICATION + "    secrets: {one: {envVar: FIRST_KEY}, two: {envVar: SECOND_KEY}}\n";

        Planning planning = plan(application, OWN_ENTRYPOINT, BUILD, DATABASE, secret("one"), secret("two"));

        assertThat(planning.findings()).isEmpty();
        var secrets = new EnvironmentVariable[] {
            new FromSecret("FIRST_KEY", "projects/payment-gateway-production/secrets/one/versions/latest"),
            new FromSecret("SECOND_KEY", "projects/payment-gateway-production/secrets/two/versions/latest")
        };
        assertThat(service(planning).env()).contains(secrets);
        assertThat(job(planning).env()).contains(secrets);
    }

    private static ContainerPlan service(Planning planning) {
        return planning.plans().getFirst().service().container();
    }

    private static ContainerPlan job(Planning planning) {
        return planning.plans().getFirst().migration().orElseThrow().container();
    }

    private static String secret(String name) {
        return DATABASE.replace("kind: Database", "kind: Secret")
                .replace("payments-db", name)
                .replaceAll("spec: .*", "spec: {description: a key}");
    }
}
