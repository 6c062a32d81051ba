package dev.migrationgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.service.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> IngestConfig.from(Map.of("PORT", "many", "PUBLISH_LIMIT_SECONDS", "0")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS")
                .hasMessageContaining("SCHEMA_REGISTRY_URL")
                .hasMessageContaining("PORT")
                .hasMessageContaining("PUBLISH_LIMIT_SECONDS");
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
                .hasMessage(
                        "CLOUD_PROJECT_PATTERN has the unknown placeholder {projct}; there are "
                                + "{organization} {organizational-unit} {environment} {project} {region}"
                                + "; IMAGE_PATTERN must contain {version}, was 'eu.gcr.io/{name}'"
                                + "; SECRET_VERSION_PATTERN has the unknown placeholder {version}; there are "
                                + "{name} {cloudProject} {organization} {organizational-unit} {environment} {project} {region}");
    }
}
