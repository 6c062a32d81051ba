package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableNamesTest {
    private static final String DEFAULT_VARIABLE =
            APPLICATION.replace("      secretSource:\n        envVar: DATABASE_URL\n", "");
    private static final String SECRETS = secretManifest("one") + "---\n" + secretManifest("two");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT",
                "K_SERVICE",
                "K_REVISION",
                "K_CONFIGURATION",
                "CLOUD_RUN_JOB",
                "CLOUD_RUN_TASK_INDEX",
                "GOOGLE_CLOUD_PROJECT",
                "INFRASTREAM_APP_VERSION"
            })
    void noSecretGoesIntoAVariableThatThePlatformSets(String variable) {
        String database = APPLICATION.replace("envVar: DATABASE_URL", "envVar: " + variable);
        String secret = DEFAULT_VARIABLE + "    secrets: {one: {envVar: " + variable + "}}\n";

        assertThat(findings(database, CONFIG)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.RESERVED_VARIABLE);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.path()).isEqualTo("spec.accessControl.database.secretSource.envVar");
            assertThat(finding.position()).isEqualTo(new Position(23, 17));
            assertThat(finding.message()).contains("'" + variable + "'");
            assertThat(finding.cure()).contains("choose another variable");
        });
        assertThat(findings(secret, CONFIG))
                .extracting(Finding::code, Finding::path)
                .containsExactly(Tuple.tuple(FindingCode.RESERVED_VARIABLE, "spec.accessControl.secrets.one.envVar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORTS", "K_SERVICES", "CLOUD_RUN", "DATABASE_URL2", "port"})
    void variablesThatAreNearlyThePlatformsAreFree(String variable) {
        assertThat(findings(APPLICATION.replace("envVar: DATABASE_URL", "envVar: " + variable), CONFIG))
                .isEmpty();
    }

    @Test
    void aSecretDoesNotReplaceTheConnectionStringWhoseVariableNobodyNamed() {
        String application = DEFAULT_VARIABLE + "    secrets: {one: {envVar: DATABASE_URL}}\n";

        assertThat(findings(application, CONFIG)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.VARIABLE_TWICE);
            assertThat(finding.path()).isEqualTo("spec.accessControl.secrets.one.envVar");
            assertThat(finding.position()).isEqualTo(new Position(22, 29));
            assertThat(finding.message())
                    .isEqualTo("the variable 'DATABASE_URL' receives the database's connection string, too");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER_URL", "JDBC_OTHER_URL"})
    void aSecretReplacesNeitherVariableOfTheConnectionString(String variable) {
        String application = APPLICATION.replace("envVar: DATABASE_URL", "envVar: OTHER_URL")
                + "    secrets: {one: {envVar: " + variable + "}, two: {envVar: DATABASE_URL}}\n";

        assertThat(findings(application, CONFIG)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.VARIABLE_TWICE);
            assertThat(finding.path()).isEqualTo("spec.accessControl.secrets.one.envVar");
            assertThat(finding.position()).isEqualTo(new Position(24, 29));
            assertThat(finding.message())
                    .startsWith("the variable '" + variable + "' receives the database's connection string");
        });
    }

    @Test
    void twoSecretsDoNotShareAVariable() {
        String application = APPLICATION + "    secrets: {one: {envVar: KEY}, two: {envVar: KEY}}\n";

        assertThat(findings(application, CONFIG)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.VARIABLE_TWICE);
            assertThat(finding.path()).isEqualTo("spec.accessControl.secrets.two.envVar");
            assertThat(finding.message()).isEqualTo("the variable 'KEY' receives the Secret 'one', too");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "JDBC_DATABASE_URL", "KEY", "A"})
    void anEntryOfEitherContainerReplacesNothing(String variable) {
        String application = DEFAULT_VARIABLE + "    secrets: {one: {envVar: KEY}}\n";
        String entries = "env: [{name: A, value: b}, {name: " + variable + ", value: x}]";
        String config =
                CONFIG.replaceFirst("env:\n.*", entries).replace("    command:", "    " + entries + "\n    command:");

        assertThat(findings(application, config))
                .extracting(Finding::code, Finding::path)
                .containsExactly(
                        Tuple.tuple(FindingCode.VARIABLE_TWICE, "spec.migrationJobContainer.env[1].name"),
                        Tuple.tuple(FindingCode.VARIABLE_TWICE, "spec.container.env[1].name"));
    }

    @Test
    void withoutADatabaseItsVariablesAreFree() {
        String application = APPLICATION.replaceAll("(?s)  runMigrationJob.*", "");
        String config = CONFIG.replace("LOG_LEVEL", "DATABASE_URL").replaceAll("  migrationJobContainer:\n.*\n", "");

        assertThat(findings(application, config)).isEmpty();
    }

    private static List<Finding> findings(String application, String config) {
        return plan(application, config, BUILD, DATABASE, SECRETS).findings();
    }

    private static String secretManifest(String name) {
        return DATABASE.replace("kind: Database", "kind: Secret")
                .replace("payments-db", name)
                .replaceAll("spec: .*", "spec: {description: a key}");
    }
}
