package dev.migrationgate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.service.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {
    @Test
    void whatIsNotSetHasADefault() {
        RunnerConfig config = RunnerConfig.from(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092", "SCHEMA_REGISTRY_URL", "http://localhost:8090"));

        assertThat(config.managementPort()).isEqualTo(8082);
        assertThat(config.rules().waiting()).isEqualTo(Duration.ofHours(24));
        assertThat(config.databaseExtensions())
                .contains("pgcrypto", "uuid-ossp")
                .as("what validation lets through")
                .isEqualTo(PlanSettings.DEFAULT.extensions());
    }

    @Test
    void everyProblemIsNamedAtOnceAndNoPasswordIsRepeated() {
        assertThatThrownBy(() -> RunnerConfig.from(Map.of(
                        "DATABASE_SERVERS", "a*=jdbc:postgresql://db/x?password=hunter2",
                        "MANAGEMENT_PORT", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL", "DATABASE_SERVERS", "'a*'", "MANAGEMENT_PORT")
                .hasMessageNotContaining("hunter2");
    }
}
