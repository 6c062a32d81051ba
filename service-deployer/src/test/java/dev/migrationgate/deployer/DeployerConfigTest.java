package dev.migrationgate.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.service.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployerConfigTest {

    @Test
    void brokersRegistryAndTheRunnersKeysAreEnough() {
        DeployerConfig config = DeployerConfig.from(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081/v7",
                "GATE_PUBLIC_KEYS", "file:/keys/old.pub, projects/p/secrets/gate/versions/2"));

        assertThat(config.host().application()).isEqualTo("service-deployer");
        assertThat(config.host().replication()).isEqualTo(-1);
        assertThat(config.schemaRegistry()).isEqualTo(URI.create("http://127.0.0.1:8081/v7"));
        assertThat(config.googleEndpoint()).isEmpty();
        assertThat(config.trust().keys()).hasToString("[file:/keys/old.pub, projects/p/secrets/gate/versions/2]");
        assertThat(config.limits().rollout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.managementPort()).isEqualTo(8083);
    }

    @Test
    void whoTrustsNobodyDoesNotStart() {
        assertThatThrownBy(() -> DeployerConfig.from(Map.of("GATE_PUBLIC_KEYS", " , ")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("GATE_PUBLIC_KEYS names none");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> DeployerConfig.from(Map.of("ROLLOUT_LIMIT_SECONDS", "soon", "STREAM_THREADS", "0")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is not set")
                .hasMessageContaining("SCHEMA_REGISTRY_URL is not set")
                .hasMessageContaining("GATE_PUBLIC_KEYS is not set")
                .hasMessageContaining("ROLLOUT_LIMIT_SECONDS")
                .hasMessageContaining("'soon'")
                .hasMessageContaining("STREAM_THREADS");
    }
}
