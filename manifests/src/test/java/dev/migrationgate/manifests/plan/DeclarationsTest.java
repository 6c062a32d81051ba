package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.LIVE_APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
    private static final String UNIT = "organizational-unit: retail-banking, organization: fincorp";
    private static final String TRACK = declared("ReleaseTrack", "name: main, " + UNIT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Project | name: payment-gatewai, environment: production, " + UNIT + " | metadata.project",
                "Environment | name: productio, " + UNIT + " | metadata.environment",
                "OrganizationalUnit | name: retail-bankin, organization: fincorp | metadata.organizational-unit"
            })
    void anAncestorThatNobodyDeclaresWarnsWhereOthersOfItsKindAreDeclared(String kind, String metadata, String path) {
        var undeclared = undeclared(DATABASE, declared(kind, metadata));

        undeclared.anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.isError()).isFalse();
            assertThat(finding.cure())
                    .hasValueSatisfying(cure -> assertThat(cure).startsWith("did you mean '"));
            assertThat(finding.column()).isGreaterThan(2);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Project | name: payment-gateway, environment: production, " + UNIT,
                "Environment | name: production, " + UNIT,
                "OrganizationalUnit | name: retail-banking, organization: fincorp",
                // Those of another organization concern nobody here.
                "Project | name: other, environment: production, organizational-unit: retail-banking, organization: acme"
            })
    void oneThatIsDeclaredDoesNotWarn(String kind, String metadata) {
        undeclared(DATABASE, declared(kind, metadata)).isEmpty();
    }

    @Test
    void whoeverDeclaresNoneIsNotWarned() {
        undeclared(
                        APPLICATION,
                        LIVE_APPLICATION,
                        CONFIG,
                        BUILD,
                        DATABASE,
                        TRACK.replace("{}", "{releaseStages: [{environments: [a]}]}"))
                .isEmpty();
    }

    @Test
    void aProjectOfAnotherEnvironmentIsNoneAndItsOwnNameIsNoCure() {
        String staging = declared("Project", "name: payment-gateway, environment: staging, " + UNIT);

        undeclared(DATABASE, staging)
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure())
                        .hasValueSatisfying(cure -> assertThat(cure).startsWith("mend the name")));
    }

    @Test
    void theProjectOfAnApplicationOfAReleaseTrackMayBeInAnyEnvironment() {
        String staging = declared("Project", "name: payment-gateway, environment: staging, " + UNIT);

        undeclared(LIVE_APPLICATION, staging).isEmpty();
        undeclared(LIVE_APPLICATION, staging.replace("payment-gateway", "payment-gates"))
                .extracting(Finding::path)
                .containsExactly("spec.project");
    }

    @Test
    void setsAndTracksOfApplicationsAreLookedFor() {
        undeclared(
                        LIVE_APPLICATION,
                        TRACK.replace("main", "maim"),
                        declared("ApplicationSet", "name: payment, release-track: maim, " + UNIT))
                .extracting(Finding::path, finding -> finding.cure().orElseThrow())
                .containsExactlyInAnyOrder(
                        Tuple.tuple("metadata.release-track", "did you mean 'maim'?"),
                        Tuple.tuple("metadata.application-set", "did you mean 'payment'?"));
    }

    @Test
    void registriesOfABuildAndItsRepositoryAreLookedFor() {
        String build = BUILD.replace("spec: {", "spec: {publish: {registry: go}, ")
                .replace("[docker-private]", "[docker-private, docker-publik]");

        undeclared(
                        build,
                        registry("docker-private"),
                        registry("docker-public"),
                        declared(
                                "GithubRepository",
                                "name: payments, github-connection: default, organization: fincorp"))
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(
                        "metadata.github-repository", "spec.containerize.registries[1]", "spec.publish.registry");
    }

    @Test
    void environmentsOfAStageAreLookedForInItsUnit() {
        String stages = "{preReleaseStages: [{environments: [staging]}],"
                + " releaseStages: [{environments: [staging]}, {environments: [staging, prodution]}]}";

        undeclared(
                        TRACK.replace("{}", stages),
                        declared("Environment", "name: staging, " + UNIT),
                        declared("Environment", "name: production, " + UNIT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("spec.releaseStages[1].environments[1]");
                    assertThat(finding.cure()).contains("did you mean 'production'?");
                });
    }

    @Test
    void whatWasAcceptedBeforeIsDeclared() {
        Catalogue known = Catalogue.of(manifests(declared("Environment", "name: production, " + UNIT)));

        assertThat(new Planner(PlanSettings.DEFAULT)
                        .plan(manifests(DATABASE), known)
                        .findings())
                .isEmpty();
    }

    private static String registry(String name) {
        return declared("ArtifactRegistry", "name: " + name + ", organization: fincorp");
    }

    private static String declared(String kind, String metadata) {
        return "apiVersion: lowops.manifests.v1\nkind: " + kind + "\nmetadata: {" + metadata + "}\nspec: {}\n";
    }

    private static ListAssert<Finding> undeclared(String... documents) {
        return Assertions.assertThat(plan(documents).findings().stream()
                .filter(finding -> finding.code() == FindingCode.UNDECLARED)
                .toList());
    }
}
