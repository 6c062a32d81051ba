package dev.migrationgate.ingest.build;

import static dev.migrationgate.ingest.build.AcceptedBefore.deployments;
import static dev.migrationgate.ingest.build.BuildMessages.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.plan.PlanSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Builds of an application that moves along a release track. */
class ReleaseTrackBuildTest {
    /** One registry for all environments, so that a promotion comes to the image that was built. */
    private static final PlanSettings SETTINGS = new PlanSettings(
            PlanSettings.DEFAULT.region(),
            PlanSettings.DEFAULT.cloudProject(),
            "registry.example/{registry}/{name}:{version}",
            PlanSettings.DEFAULT.secretVersion(),
            PlanSettings.DEFAULT.migrationSeconds(),
            PlanSettings.DEFAULT.extensions());

    /** Builds go to development, and from there by hand to production. */
    private static final String TRACKED = """
        apiVersion: lowops.manifests.v1
        kind: Application
        metadata: {name: orders, application-set: shop, release-track: main, organizational-unit: retail, organization: acme}
        spec: {project: shop, buildDefinition: orders, target: CLOUD_RUN}
        ---
        apiVersion: lowops.manifests.v1
        kind: ReleaseTrack
        metadata: {name: main, organizational-unit: retail, organization: acme}
        spec:
          preReleaseStages: [{environments: [development]}, {environments: [staging]}]
          releaseStages: [{environments: [production]}]
        ---
        apiVersion: lowops.manifests.v1
        kind: BuildDefinition
        metadata: {name: orders, github-repository: orders, github-connection: default, organization: acme}
        spec: {containerize: {name: orders, registries: [images]}}
        """ + config("development") + config("staging") + config("production");

    private static final String TRACKED_IMAGE = "registry.example/images/orders:2.0.0";

    private final AcceptedBefore accepted = new AcceptedBefore();

    @Test
    void anApplicationOfAReleaseTrackIsDeployedToItsFirstStageAndPromotedByTheSameDigest() {
        accepted.accept(SETTINGS, TRACKED);

        Handled handled = accepted.intake(SETTINGS, Set.of())
                .handle(BuildMessages.message(BuildMessages.build("SUCCESS", TRACKED_IMAGE, DIGEST)))
                .join();

        assertThat(deployments(handled))
                .extracting(deployment -> deployment.application().environment())
                .containsExactly("development");
        accepted.accept(SETTINGS, config("production").replace("1.0.0", "2.0.0"));
        assertThat(accepted.publisher.published.getLast().requests())
                .singleElement()
                .satisfies(request -> assertThat(
                                request.plan().service().container().image())
                        .isEqualTo("registry.example/images/orders@" + DIGEST));
    }

    @Test
    void aStageThatNeedsAnApprovalTakesBuildsOnlyWhereTheConfigurationSaysSo() {
        String approval = "{environments: [development], approvalPolicy: {anyOf: {minApprovals: 1}}}";
        accepted.accept(SETTINGS, TRACKED.replace("{environments: [development]}", approval));
        BuildMessage build = BuildMessages.message(BuildMessages.build("SUCCESS", TRACKED_IMAGE, DIGEST));

        Handled unlisted =
                accepted.intake(SETTINGS, Set.of("production")).handle(build).join();
        Handled listed = accepted.intake(SETTINGS, Set.of("development"))
                .handle(BuildMessages.message(
                        BuildMessages.build("SUCCESS", TRACKED_IMAGE.replace("2.0.0", "2.0.1"), DIGEST)))
                .join();

        assertThat(deployments(unlisted)).isEmpty();
        assertThat(deployments(listed))
                .extracting(deployment -> deployment.application().environment())
                .containsExactly("development");
    }

    private static String config(String environment) {
        return """
            ---
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata: {name: orders, project: shop, environment: %s, organizational-unit: retail, organization: acme}
            spec: {version: "1.0.0"}
            """.formatted(environment);
    }
}
