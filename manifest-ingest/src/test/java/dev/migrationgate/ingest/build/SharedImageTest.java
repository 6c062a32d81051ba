package dev.migrationgate.ingest.build;

import static dev.migrationgate.ingest.build.AcceptedBefore.deployments;
import static dev.migrationgate.ingest.build.BuildMessages.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.manifests.plan.PlanSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Images that several manifests come to, or that a DeploymentConfig names itself. */
class SharedImageTest {
    private static final String REGISTRY = "europe-west1-docker.pkg.dev/shop-production/images/";

    private static final String BUILD = """
        apiVersion: lowops.manifests.v1
        kind: BuildDefinition
        metadata: {name: worker, github-repository: worker, github-connection: default, organization: acme}
        spec: {containerize: {name: worker, registries: [images]}}
        """;

    private final AcceptedBefore accepted = new AcceptedBefore();
    private final BuildIntake intake = accepted.intake(PlanSettings.DEFAULT, Set.of("production"));

    @Test
    void anApplicationWhoseManifestsWereMendedIsDeployedThoughAnotherOfTheSameImageWasBefore() {
        BuildMessages.remember(accepted.memory, BUILD + application("orders") + application("refunds"));
        BuildMessages.remember(accepted.memory, config("orders", "") + config("refunds", "container: {env: 7}"));
        BuildMessage build = build("worker");
        assertThat(deployments(intake.handle(build).join()))
                .extracting(deployment -> deployment.application().name())
                .containsExactly("orders");

        BuildMessages.remember(accepted.memory, config("refunds", ""));
        intake.handle(build).join();

        assertThat(accepted.publisher.published.stream()
                        .flatMap(submission -> submission.requests().stream())
                        .map(request -> request.deployment().application().name()))
                .containsExactly("orders", "refunds");
    }

    @Test
    void theImageOfAMigrationDeploysNothingAndIsMeantByItsDigestFromThenOn() {
        String manifests = GuideManifests.ALL.replace("{args:", "{image: " + REGISTRY + "upgrade, args:");
        accepted.accept(PlanSettings.DEFAULT, manifests);
        int published = accepted.publisher.published.size();

        Handled upgrade = intake.handle(build("upgrade")).join();
        intake.handle(BuildMessages.message(BuildMessages.build("2.0.0"))).join();

        assertThat(deployments(upgrade)).isEmpty();
        assertThat(accepted.publisher.published).hasSize(published + 2);
        assertThat(accepted.publisher.published.getLast().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.plan()
                                .migration()
                                .orElseThrow()
                                .container()
                                .image())
                        .isEqualTo(REGISTRY + "upgrade@" + DIGEST));
    }

    private static BuildMessage build(String name) {
        return BuildMessages.message(BuildMessages.build("SUCCESS", REGISTRY + name + ":2.0.0", DIGEST));
    }

    private static String application(String name) {
        return """
            ---
            apiVersion: lowops.manifests.v1
            kind: Application
            metadata: {name: %s, project: shop, environment: production, organizational-unit: retail, organization: acme}
            spec: {source: worker, target: CLOUD_RUN, runMigrationJob: false}
            """.formatted(name);
    }

    private static String config(String name, String more) {
        return """
            ---
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata: {name: %s, project: shop, environment: production, organizational-unit: retail, organization: acme}
            spec:
              version: "1.0.0"
              %s
            """.formatted(name, more);
    }
}
