package dev.migrationgate.deployer;

import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.host.streams.HostConfig;
import dev.migrationgate.service.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The deployer's configuration; the README has the table.
 *
 * @param host how the rollouts are hosted in Kafka Streams
 * @param schemaRegistry base address of the registry's Confluent API
 * @param googleEndpoint where all of Google's APIs are; absent: Google Cloud itself
 * @param limits how long rollouts may take
 * @param managementHost address for health and metrics
 * @param managementPort port for health and metrics; 0: any free one
 */
public record DeployerConfig(
        HostConfig host,
        URI schemaRegistry,
        Optional<URI> googleEndpoint,
        RolloutLimits limits,
        String managementHost,
        int managementPort) {
    private static final String APPLICATION = "service-deployer";
    private static final int MOST_THREADS = 64;

    /**
     * Reads the configuration.
     *
     * @param environment names and values
     * @throws dev.migrationgate.service.ConfigException anything is missing or wrong; lists everything
     */
    public static DeployerConfig from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        DeployerConfig config = new DeployerConfig(
                host(variables),
                variables.uri("SCHEMA_REGISTRY_URL"),
                variables.optionalUri("GOOGLE_CLOUD_ENDPOINT"),
                RolloutLimits.within(variables.seconds("ROLLOUT_LIMIT_SECONDS", Duration.ofMinutes(15))),
                variables.text("HOST", "127.0.0.1"),
                variables.port("MANAGEMENT_PORT", 8083));
        variables.check();
        return config;
    }

    private static HostConfig host(Variables variables) {
        return new HostConfig(
                APPLICATION,
                variables.text("KAFKA_BOOTSTRAP_SERVERS"),
                variables.path("STATE_DIRECTORY", Path.of("state")),
                variables.optional("INSTANCE_ID"),
                variables.integer("STREAM_THREADS", 1, 1, MOST_THREADS),
                variables.integer("INTERNAL_REPLICATION", -1, -1, Short.MAX_VALUE),
                HostConfig.COMMIT_INTERVAL);
    }
}
