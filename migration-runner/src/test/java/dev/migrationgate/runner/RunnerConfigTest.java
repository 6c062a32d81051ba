package dev.migrationgate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.service.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
            "SCHEMA_REGISTRY_URL", "http://localhost:8090",
            "GATE_SIGNING_KEY", "projects/p/secrets/gate/versions/1",
            "GATE_PUBLIC_KEY", "file:/keys/gate.pub");

    @Test
    void whatIsNotSetHasADefault() {
        RunnerConfig config = RunnerConfig.from(REQUIRED);

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
                        "DATABASE_ADMIN_SECRET", "admin:hunter2",
                        "GATE_SIGNING_KEY", "hunter2",
                        "MANAGEMENT_PORT", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "SCHEMA_REGISTRY_URL",
                        "GATE_SIGNING_KEY has to be projects/",
                        "GATE_PUBLIC_KEY is not set",
                        "DATABASE_SERVERS: entry 'a*'",
                        "DATABASE_ADMIN_SECRET must be projects/P/secrets/S/versions/V",
                        "MANAGEMENT_PORT")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDatabaseThatIsNotAsDeclaredShutsTheGateUnlessItIsSaidOtherwise() {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        assertThat(RunnerConfig.from(settings).databaseDriftFails()).isTrue();
        settings.put("DATABASE_DRIFT", "warn");
        assertThat(RunnerConfig.from(settings).databaseDriftFails()).isFalse();
        settings.put("DATABASE_DRIFT", "ignore");
        assertThatThrownBy(() -> RunnerConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("DATABASE_DRIFT", "fail", "warn");
    }

    @Test
    void requestsAreBelievedUnsignedUntilItIsSaidWhoSignsThem() {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        assertThat(RunnerConfig.from(settings).requests().keys()).isEmpty();
        settings.put("REQUEST_PUBLIC_KEYS", "file:/keys/old.pub, projects/p/secrets/requests/versions/2");
        assertThat(RunnerConfig.from(settings).requests().keys())
                .hasToString("[file:/keys/old.pub, projects/p/secrets/requests/versions/2]");
    }

    /** Whoever means to name keys, and names none, must not get a runner that believes everybody. */
    @Test
    void whatNamesNoKeyOrNoPlaceOfOneIsWrong() {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.put("REQUEST_PUBLIC_KEYS", " , ");
        assertThatThrownBy(() -> RunnerConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("REQUEST_PUBLIC_KEYS names none");
        settings.put("REQUEST_PUBLIC_KEYS", "file:/keys/old.pub,hunter2");
        assertThatThrownBy(() -> RunnerConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("REQUEST_PUBLIC_KEYS has to be projects/")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void everyServerHasAnAdministratorOfItsOwnOrTheCommonOne() {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.put("DATABASE_SERVERS", "a*=jdbc:postgresql://db/x");
        assertThatThrownBy(() -> RunnerConfig.from(settings))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong -> assertThat(wrong.problems())
                                .isEqualTo(List.of("DATABASE_SERVERS: no administrator for 'a*': add"
                                        + " admin=projects/P/secrets/S/versions/V or set DATABASE_ADMIN_SECRET")));

        settings.put("DATABASE_ADMIN_SECRET", "projects/p/secrets/admin/versions/latest\n");
        assertThatCode(() -> RunnerConfig.from(settings)).doesNotThrowAnyException();

        settings.remove("DATABASE_ADMIN_SECRET");
        settings.put("DATABASE_SERVERS", "a*=jdbc:postgresql://db/x admin=projects/p/secrets/own/versions/1");
        assertThatCode(() -> RunnerConfig.from(settings)).doesNotThrowAnyException();
    }
}
