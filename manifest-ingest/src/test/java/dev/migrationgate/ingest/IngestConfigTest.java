package dev.migrationgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.ingest.catalogue.MemoryWindow;
import dev.migrationgate.ingest.image.AllowedRegistries;
import dev.migrationgate.ingest.source.SourceSettings;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.repository.MirrorLimits;
import dev.migrationgate.repository.TreeLimits;
import dev.migrationgate.service.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestConfigTest {
    @Test
    void twoVariablesAreEnough() {
        IngestConfig config = IngestConfig.from(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092", "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis"));

        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.plan()).isEqualTo(PlanSettings.DEFAULT);
        assertThat(config.kafka().instance()).isNotBlank();
    }

    @Test
    void theInstallationSaysWhichExtensionsAManifestMayAskFor() {
        IngestConfig config = IngestConfig.from(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis",
                "DATABASE_EXTENSIONS", "postgis, pgcrypto"));

        assertThat(config.plan().extensions()).containsExactlyInAnyOrder("postgis", "pgcrypto");
    }

    @Test
    void theInstallationSaysWhichRegistriesMayBeAsked() {
        var variables = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092", "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis"));
        assertThat(IngestConfig.from(variables).images().allowed().patterns())
                .containsExactlyInAnyOrderElementsOf(AllowedRegistries.DEFAULT.patterns());

        variables.putAll(Map.of("IMAGE_REGISTRIES", "*.shop.example, registry.example:5000"));
        assertThat(IngestConfig.from(variables).images().allowed().patterns())
                .containsExactly("*.shop.example", "registry.example:5000");

        variables.putAll(Map.of("IMAGE_REGISTRIES", "*", "IMAGE_CREDENTIALS", "secret"));
        assertThatThrownBy(() -> IngestConfig.from(variables))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("IMAGE_REGISTRIES has to be")
                .hasMessageContaining("IMAGE_CREDENTIALS has to be")
                .hasMessageNotContaining("secret'");
    }

    @Test
    void deliveriesAreRememberedForADayAndDeploymentsFor30UnlessItSaysOtherwise() {
        Map<String, String> least = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092", "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis");
        var more = new HashMap<>(least);
        more.putAll(Map.of("DELIVERY_WINDOW_HOURS", "72", "DEPLOYMENT_WINDOW_DAYS", "7"));

        assertThat(IngestConfig.from(least).memory()).isEqualTo(MemoryWindow.DEFAULT);
        assertThat(IngestConfig.from(more).memory())
                .isEqualTo(new MemoryWindow(Duration.ofDays(3), Duration.ofDays(7)));
    }

    @Test
    void branchesAreAskedForEveryFiveMinutesUnlessSomebodySaysOtherwise() {
        var variables = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092", "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis"));
        assertThat(IngestConfig.from(variables).sources()).isEqualTo(SourceSettings.DEFAULT);

        variables.putAll(Map.of("CATCH_UP_SECONDS", "60", "MAX_FETCHES", "2"));
        variables.putAll(
                Map.of("FETCH_LIMIT_SECONDS", "10", "FETCH_LIMIT_MEBIBYTES", "4096", "TREE_LIMIT_MEBIBYTES", "128"));
        assertThat(IngestConfig.from(variables).sources())
                .isEqualTo(new SourceSettings(
                        Duration.ofMinutes(1),
                        2,
                        new MirrorLimits(
                                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(70), 4L << 30),
                        new TreeLimits(1_000_000, 50_000, 10 << 20, 128L << 20, 16L << 20)));
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> IngestConfig.from(Map.of(
                        "PORT", "many",
                        "PUBLISH_LIMIT_SECONDS", "0",
                        "DELIVERY_WINDOW_HOURS", "0",
                        "DEPLOYMENT_WINDOW_DAYS", "401")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS")
                .hasMessageContaining("SCHEMA_REGISTRY_URL")
                .hasMessageContaining("PORT")
                .hasMessageContaining("PUBLISH_LIMIT_SECONDS")
                .hasMessageContaining("DELIVERY_WINDOW_HOURS")
                .hasMessageContaining("DEPLOYMENT_WINDOW_DAYS");
    }

    @Test
    void requestsAreSignedWhereBothAKeyAndThoseThatAreTrustedAreNamed() {
        var variables = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092", "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis"));
        assertThat(IngestConfig.from(variables).signing().secret()).isEmpty();

        variables.put("REQUEST_SIGNING_KEY", "file:/keys/requests.pem");
        assertThatThrownBy(() -> IngestConfig.from(variables))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("REQUEST_SIGNING_KEY and REQUEST_PUBLIC_KEYS both are set, or neither");

        variables.put("REQUEST_PUBLIC_KEYS", "file:/keys/requests.pem.pub,projects/p/secrets/old/versions/1");
        assertThat(IngestConfig.from(variables).signing().open())
                .hasToString("[file:/keys/requests.pem.pub, projects/p/secrets/old/versions/1]");

        variables.putAll(Map.of("REQUEST_SIGNING_KEY", "hunter2", "REQUEST_PUBLIC_KEYS", ","));
        assertThatThrownBy(() -> IngestConfig.from(variables))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("REQUEST_SIGNING_KEY has to be projects/", "REQUEST_PUBLIC_KEYS names none")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aMisspeltOrMissingPlaceholderIsAProblem() {
        assertThatThrownBy(() -> IngestConfig.from(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                        "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis",
                        "CLOUD_PROJECT_PATTERN", "{projct}-{environment}",
                        "IMAGE_PATTERN", "eu.gcr.io/{name}",
                        "SECRET_VERSION_PATTERN", "projects/{cloudProject}/secrets/{name}/versions/{version}")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("CLOUD_PROJECT_PATTERN has the unknown placeholder {projct}; there are {organization}"
                        + " {organizational-unit} {environment} {project} {region}; IMAGE_PATTERN must contain"
                        + " {version}, was 'eu.gcr.io/{name}'; SECRET_VERSION_PATTERN has the unknown placeholder"
                        + " {version}; there are {name} {cloudProject} {organization} {organizational-unit}"
                        + " {environment} {project} {region}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.com", "localhost.example.com", "gate"})
    void whereOthersCanReachItSomebodyHasToBeNamedWhoMayCall(String host) {
        assertThatThrownBy(() -> IngestConfig.from(environment(host)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("HOST is '" + host + "'")
                .hasMessageContaining("name callers in CONNECTIONS_FILE, or listen on 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void onALoopbackAddressNobodyHasToProveAnything(String host) {
        assertThat(IngestConfig.from(environment(host)).connections().callers()).isEmpty();
    }

    @Test
    void withCallersItListensAnywhere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("connections.yaml"), """
            callers:
              signers: [{name: ci, secrets: ["file:/run/ci"], role: deployer}]
            """);
        var environment = new HashMap<>(environment("0.0.0.0"));
        environment.put("CONNECTIONS_FILE", file.toString());

        assertThat(IngestConfig.from(environment).connections().callers()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            repositories: [{name: a, provider: github, url: "https://git.example.com/a.git"}]                             | false
            repositories: [{name: a, provider: github, url: "https://git.example.com/a.git", hookSecrets: ["file:/run/hook"]}] | true
            builds: {subscription: projects/acme-builds/subscriptions/gate}                                               | false
            builds: {push: {audience: gate, email: push@acme.iam.gserviceaccount.com}}                                    | true
            """)
    void whereHooksComeFromOutsideAnOpenInterfaceIsOpenToAll(String connections, boolean open, @TempDir Path folder)
            throws IOException {
        String callers = "\ncallers: {signers: [{name: ci, secrets: [\"file:/run/ci\"], role: deployer}]}\n";

        assertThat(IngestConfig.from(connected(folder, connections)).openBehindProxy())
                .isEqualTo(open);
        assertThat(IngestConfig.from(connected(folder, connections + callers)).openBehindProxy())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            acme/retail, {project}-{environment},                         {organizational-unit}
            acme/retail, {organizational-unit}-{environment},             ''
            acme/retail/production, {organizational-unit}-{project},      {environment}
            acme/retail/production/shop, {organizational-unit}-{environment}, {project}
            acme, {project}-{environment},                                ''
            fincorp, {project}-{environment},                             {organization}
            fincorp/retail, {project}-{environment},                      {organization} and {organizational-unit}
            """)
    void aScopeHasToHoldInGoogleCloudToo(String scope, String pattern, String missing, @TempDir Path folder)
            throws IOException {
        Map<String, String> environment = connected(folder, """
            callers:
              signers:
                - {name: ci, secrets: ["file:/run/ci"], role: deployer, scope: "%s"}
                - {name: looks, secrets: ["file:/run/ci"], role: viewer, scope: other/unit/environment/project}
            repositories:
              - {name: a, provider: github, url: "https://git.example.com/a.git", scope: acme}
              - {name: b, provider: github, url: "https://git.example.com/b.git"}
            """.formatted(scope));
        environment.put("CLOUD_PROJECT_PATTERN", pattern);

        if (missing.isEmpty()) {
            assertThat(IngestConfig.from(environment).connections().repositories())
                    .hasSize(2);
        } else {
            assertThatThrownBy(() -> IngestConfig.from(environment))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("CLOUD_PROJECT_PATTERN must contain " + missing + ", or these scopes ")
                    .hasMessageContaining("do not hold in Google Cloud: " + scope)
                    .hasMessageContaining("; it is '" + pattern + "'");
        }
    }

    @Test
    void theScopesOfRepositoriesAndTokensHaveToHoldAsWellAndWithoutOneAnyPatternWill(@TempDir Path folder)
            throws IOException {
        String repository = "{name: a, provider: github, url: \"https://git.example.com/a.git\"";
        Path tokens = Files.writeString(folder.resolve("tokens.yaml"), """
            tokens:
              - {name: ci, sha256: %s, role: deployer, scope: acme/retail}
            """.formatted("0".repeat(64)));

        assertThat(IngestConfig.from(connected(folder, "repositories: [" + repository + "}]"))
                        .connections()
                        .repositories())
                .hasSize(1);
        for (String text : List.of(
                "repositories: [" + repository + ", scope: acme/retail}]", "callers: {tokensFile: " + tokens + "}")) {
            Map<String, String> environment = connected(folder, text);
            assertThatThrownBy(() -> IngestConfig.from(environment))
                    .hasMessageContaining("CLOUD_PROJECT_PATTERN must contain {organizational-unit}");
        }
    }

    @Test
    void oneSecretManagerForAllPlacesHoldsNoScope(@TempDir Path folder) throws IOException {
        Map<String, String> environment = connected(folder, """
            callers:
              signers: [{name: ci, secrets: ["file:/run/ci"], role: deployer, scope: acme/retail}]
            """);
        environment.put("CLOUD_PROJECT_PATTERN", "{organizational-unit}-{project}-{environment}");
        assertThat(IngestConfig.from(environment).connections().callers()).isPresent();

        environment.put("SECRET_VERSION_PATTERN", "projects/vault/secrets/{name}/versions/latest");
        assertThatThrownBy(() -> IngestConfig.from(environment))
                .hasMessageContaining("SECRET_VERSION_PATTERN must contain {organizational-unit}");
    }

    private static Map<String, String> connected(Path folder, String connections) throws IOException {
        Path file = Files.writeString(folder.resolve("connections.yaml"), connections);
        var environment = new HashMap<>(environment("127.0.0.1"));
        environment.put("CONNECTIONS_FILE", file.toString());
        return environment;
    }

    private static Map<String, String> environment(String host) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8080/apis",
                "HOST", host);
    }
}
