package dev.migrationgate.ingest;

import dev.migrationgate.ingest.publish.KafkaClients;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.service.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Ingest's configuration; the README has the table.
 *
 * @param host address to listen on
 * @param port port of the HTTP interface; 0: any free one
 * @param managementPort port for health and metrics; 0: any free one
 * @param kafka how to reach Kafka, under which name, and how long to wait for it
 * @param schemaRegistry base address of the registry's Confluent API
 * @param plan how this installation names things in Google Cloud
 * @param maxInFlight how many posts may be in work at once
 * @param ledger base address that status links lead to; absent: ingest itself
 * @param google endpoint of Google's APIs; absent: Google Cloud itself
 * @param state folder for what can be had again, such as mirrors of repositories
 * @param connections what it is connected with
 */
public record IngestConfig(
        String host,
        int port,
        int managementPort,
        KafkaClients kafka,
        URI schemaRegistry,
        PlanSettings plan,
        int maxInFlight,
        Optional<URI> ledger,
        Optional<URI> google,
        Path state,
        Connections connections) {
    private static final int MAX_IN_FLIGHT = 128;
    private static final int MOST_IN_FLIGHT = 10_000;

    /**
     * Reads the configuration.
     *
     * @param environment names and values
     * @throws dev.migrationgate.service.ConfigException anything is missing or wrong; lists everything
     */
    public static IngestConfig from(Map<String, String> environment) {
        var variables = new Variables(environment);
        var config = new IngestConfig(
                variables.text("HOST", "127.0.0.1"),
                variables.port("PORT", 8080),
                variables.port("MANAGEMENT_PORT", 8081),
                kafka(variables),
                variables.uri("SCHEMA_REGISTRY_URL"),
                NamePatterns.read(variables),
                variables.integer("MAX_IN_FLIGHT", MAX_IN_FLIGHT, 1, MOST_IN_FLIGHT),
                variables.optionalUri("LEDGER_URL"),
                variables.optionalUri("GOOGLE_CLOUD_ENDPOINT"),
                variables.path("STATE_DIRECTORY", Path.of("state")),
                Connections.read(variables));
        variables.check();
        return config;
    }

    private static KafkaClients kafka(Variables variables) {
        return new KafkaClients(
                variables.brokers("KAFKA_BOOTSTRAP_SERVERS"),
                variables.text("INSTANCE_ID", UUID.randomUUID().toString()),
                variables.seconds("PUBLISH_LIMIT_SECONDS", Duration.ofSeconds(10)));
    }
}
