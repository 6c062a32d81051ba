package dev.migrationgate.host.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.service.ConfigException;
import dev.migrationgate.service.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostConfigTest {

    @Test
    void brokersAreEnough() {
        HostConfig config = HostConfig.from("counter", new Variables(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")));

        assertThat(config)
                .isEqualTo(new HostConfig(
                        "counter",
                        Brokers.open("kafka:9092"),
                        Path.of("state"),
                        Optional.empty(),
                        1,
                        -1,
                        Duration.ofMillis(20)));
    }

    @Test
    void eachVariableIsRead() {
        Variables variables = new Variables(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "STATE_DIRECTORY", "/var/state",
                "INSTANCE_ID", "counter-1",
                "STREAM_THREADS", "4",
                "INTERNAL_REPLICATION", "3"));

        HostConfig config = HostConfig.from("counter", variables);

        variables.check();
        assertThat(config)
                .isEqualTo(new HostConfig(
                        "counter",
                        Brokers.open("kafka:9092"),
                        Path.of("/var/state"),
                        Optional.of("counter-1"),
                        4,
                        3,
                        Duration.ofMillis(20)));
    }

    @Test
    void problemsWaitForTheServicesOwn() {
        Variables variables = new Variables(Map.of("STREAM_THREADS", "65", "INTERNAL_REPLICATION", "-2"));

        HostConfig.from("counter", variables);

        variables.problem("PORT is not set");
        assertThatThrownBy(variables::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "KAFKA_BOOTSTRAP_SERVERS is not set",
                        "STREAM_THREADS must be",
                        "INTERNAL_REPLICATION must be",
                        "PORT is not set");
    }
}
