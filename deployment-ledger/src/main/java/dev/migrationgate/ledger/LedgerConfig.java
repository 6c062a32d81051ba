package dev.migrationgate.ledger;

import dev.migrationgate.access.CallersConfig;
import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ledger.cdevents.CdEventsConfig;
import dev.migrationgate.service.Variables;
import dev.migrationgate.trace.span.TraceConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The ledger's configuration; the README has the table.
 *
 * @param host address to listen on
 * @param port port of the HTTP interface and the page; 0: any free one
 * @param managementPort port for health and metrics; 0: any free one
 * @param brokers which, and how to reach them
 * @param instance this instance's name, for the brokers' logs
 * @param schemaRegistry base address of the registry's Confluent API
 * @param google endpoint of Google's APIs; absent: Google Cloud itself
 * @param state folder for what was read
 * @param callers who may look; absent: anybody
 * @param signing where the key is that checkpoints are signed with; absent: nothing is signed
 * @param cdEvents where what was recorded is told as CDEvents
 * @param traces whether and where spans are told
 */
public record LedgerConfig(
        String host,
        int port,
        int managementPort,
        Brokers brokers,
        String instance,
        URI schemaRegistry,
        Optional<URI> google,
        Path state,
        Optional<CallersConfig> callers,
        Optional<Signing> signing,
        CdEventsConfig cdEvents,
        TraceConfig traces) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    /**
     * Reads the configuration.
     *
     * @param environment names and values
     * @throws dev.migrationgate.service.ConfigException anything is missing or wrong; lists everything
     */
    public static LedgerConfig from(Map<String, String> environment) {
        var variables = new Variables(environment);
        var config = new LedgerConfig(
                variables.text("HOST", "127.0.0.1"),
                variables.port("PORT", 8084),
                variables.port("MANAGEMENT_PORT", 8085),
                Brokers.of(
                        variables.brokers("KAFKA_BOOTSTRAP_SERVERS"),
                        variables.optionalPath("KAFKA_CONFIG_FILE"),
                        variables::problem),
                variables.text("INSTANCE_ID", UUID.randomUUID().toString()),
                variables.uri("SCHEMA_REGISTRY_URL"),
                variables.optionalUri("GOOGLE_CLOUD_ENDPOINT"),
                variables.path("STATE_DIRECTORY", Path.of("state")),
                callers(variables),
                signing(variables),
                CdEventsConfig.parse(
                        variables.text("CDEVENTS_TO", ""),
                        variables.text("CDEVENTS_SOURCE", CdEventsConfig.DEFAULT_SOURCE),
                        variables::problem),
                TraceConfig.from("deployment-ledger", environment, variables));
        if (config.callers().isEmpty() && !LOOPBACK.matcher(config.host()).matches()) {
            variables.problem(
                    "HOST is '" + config.host() + "', which others can reach, and nobody has to prove who they are:"
                            + " name callers in CONNECTIONS_FILE, or listen on 127.0.0.1");
        }
        variables.check();
        return config;
    }

    /**
     * A key pair as {@code gate audit key new} makes it.
     *
     * @param secret the private key
     * @param open the public key
     */
    public record Signing(SecretReference secret, SecretReference open) {}

    private static Optional<Signing> signing(Variables variables) {
        Optional<SecretReference> secret = reference(variables, "AUDIT_KEY");
        Optional<SecretReference> open = reference(variables, "AUDIT_PUBLIC_KEY");
        if (secret.isPresent() != open.isPresent()) {
            variables.problem("AUDIT_KEY and AUDIT_PUBLIC_KEY belong together: set both, or none");
        }
        return secret.flatMap(key -> open.map(each -> new Signing(key, each)));
    }

    private static Optional<SecretReference> reference(Variables variables, String name) {
        return variables.optional(name).flatMap(text -> SecretReference.read(name, text, variables::problem));
    }

    /** The file may be ingest's: what else it says does not concern the ledger. */
    private static Optional<CallersConfig> callers(Variables variables) {
        return variables
                .optional("CONNECTIONS_FILE")
                .flatMap(file -> ConnectionsFile.read(Path.of(file), variables::problem))
                .flatMap(CallersConfig::from);
    }
}
