package dev.migrationgate.deployer;

import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.host.streams.HostConfig;
import dev.migrationgate.service.Variables;
import dev.migrationgate.trace.span.TraceConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The deployer's configuration; the README has the table.
 *
 * @param host how the rollouts are hosted in Kafka Streams
 * @param schemaRegistry base address of the registry's Confluent API
 * @param googleEndpoint where all of Google's APIs are; absent: Google Cloud itself
 * @param trust whose word it takes that a migration succeeded
 * @param limits how long rollouts may take
 * @param writesPerMinute how many services may be made and changed
 * @param traces whether and where spans are told
 * @param managementHost address for health and metrics
 * @param managementPort port for health and metrics; 0: any free one
 */
public record DeployerConfig(
        HostConfig host,
        URI schemaRegistry,
        Optional<URI> googleEndpoint,
        TrustConfig trust,
        RolloutLimits limits,
        int writesPerMinute,
        TraceConfig traces,
        String managementHost,
        int managementPort) {
    private static final String APPLICATION = "service-deployer";

    /**
     * Reads the configuration.
     *
     * @param environment names and values
     * @throws dev.migrationgate.service.ConfigException anything is missing or wrong; lists everything
     */
    public static DeployerConfig from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        DeployerConfig config = new DeployerConfig(
                HostConfig.from(APPLICATION, variables),
                variables.uri("SCHEMA_REGISTRY_URL"),
                variables.optionalUri("GOOGLE_CLOUD_ENDPOINT"),
                TrustConfig.from(variables),
                RolloutLimits.within(variables.seconds("ROLLOUT_LIMIT_SECONDS", Duration.ofMinutes(15))),
                variables.integer("CLOUD_RUN_WRITES_PER_MINUTE", 50, 1, 100_000),
                TraceConfig.from(APPLICATION, environment, variables),
                variables.text("HOST", "127.0.0.1"),
                variables.port("MANAGEMENT_PORT", 8083));
        variables.check();
        return config;
    }
}
