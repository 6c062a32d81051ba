package dev.migrationgate.ingest;

import dev.migrationgate.access.CallersConfig;
import dev.migrationgate.access.CloudScopes;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.ingest.catalogue.MemoryWindow;
import dev.migrationgate.ingest.image.ImageSettings;
import dev.migrationgate.ingest.publish.KafkaClients;
import dev.migrationgate.ingest.report.ReportSettings;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.ingest.source.SourceSettings;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.service.Variables;
import dev.migrationgate.trace.span.TraceConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
 * @param sources how repositories are followed
 * @param memory for how long what was accepted is remembered
 * @param images how images' digests are asked for
 * @param signing what requests are signed with
 * @param reportMaxAge how old may be what others are still told
 * @param traces whether and where spans are told
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
        Connections connections,
        SourceSettings sources,
        MemoryWindow memory,
        ImageSettings images,
        RequestSigning signing,
        Duration reportMaxAge,
        TraceConfig traces) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);
    private static final int MOST_EXCHANGES = 64;
    private static final int MEBIBYTE = 20;
    private static final int FETCH_SECONDS = 120;
    private static final int MOST_FETCH_SECONDS = 3_600;
    private static final int FETCH_MEBIBYTES = 512;
    private static final int MOST_FETCH_MEBIBYTES = 65_536;
    private static final int TREE_MEBIBYTES = 64;
    private static final int MOST_TREE_MEBIBYTES = 1_024;
    private static final int MAX_IN_FLIGHT = 128;
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final int DELIVERY_HOURS = 24;
    private static final int MOST_HOURS = 400 * 24;
    private static final int DEPLOYMENT_DAYS = 30;
    private static final int MOST_DAYS = 400;
    private static final int REPORT_HOURS = 48;
    private static final int MOST_REPORT_HOURS = 720;

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
                Connections.read(variables),
                sources(variables),
                memory(variables),
                ImageVariables.read(variables),
                RequestSigning.from(variables),
                Duration.ofHours(variables.integer("REPORT_MAX_AGE_HOURS", REPORT_HOURS, 1, MOST_REPORT_HOURS)),
                TraceConfig.from("manifest-ingest", environment, variables));
        if (config.connections().callers().isEmpty() && !loopback(config.host())) {
            variables.problem(
                    "HOST is '" + config.host() + "', which others can reach, and nobody has to prove who they are:"
                            + " name callers in CONNECTIONS_FILE, or listen on 127.0.0.1");
        }
        config.scopes()
                .problem(config.connections()
                        .callers()
                        .map(CallersConfig::tokenDeployers)
                        .orElse(List.of()))
                .ifPresent(variables::problem);
        variables.check();
        return config;
    }

    private static SourceSettings sources(Variables variables) {
        SourceSettings standard = SourceSettings.DEFAULT;
        return new SourceSettings(
                variables.seconds("CATCH_UP_SECONDS", standard.catchUp()),
                variables.integer("MAX_FETCHES", standard.exchanges(), 1, MOST_EXCHANGES),
                standard.fetch()
                        .exchanging(
                                Duration.ofSeconds(
                                        variables.integer("FETCH_LIMIT_SECONDS", FETCH_SECONDS, 1, MOST_FETCH_SECONDS)),
                                bytes(variables, "FETCH_LIMIT_MEBIBYTES", FETCH_MEBIBYTES, MOST_FETCH_MEBIBYTES)),
                standard.trees()
                        .together(bytes(variables, "TREE_LIMIT_MEBIBYTES", TREE_MEBIBYTES, MOST_TREE_MEBIBYTES)));
    }

    private static long bytes(Variables variables, String name, int absent, int most) {
        return (long) variables.integer(name, absent, 1, most) << MEBIBYTE;
    }

    /** By what it says, without asking a name server, whose answer may be another one later. */
    private static boolean loopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private static MemoryWindow memory(Variables variables) {
        return new MemoryWindow(
                Duration.ofHours(variables.integer("DELIVERY_WINDOW_HOURS", DELIVERY_HOURS, 1, MOST_HOURS)),
                Duration.ofDays(variables.integer("DEPLOYMENT_WINDOW_DAYS", DEPLOYMENT_DAYS, 1, MOST_DAYS)));
    }

    private static KafkaClients kafka(Variables variables) {
        return new KafkaClients(
                Brokers.of(
                        variables.brokers("KAFKA_BOOTSTRAP_SERVERS"),
                        variables.optionalPath("KAFKA_CONFIG_FILE"),
                        variables::problem),
                variables.text("INSTANCE_ID", UUID.randomUUID().toString()),
                variables.seconds("PUBLISH_LIMIT_SECONDS", Duration.ofSeconds(10)));
    }

    /**
     * Whether nobody has to prove anything while hosts of repositories or Google post from outside: then something forwards what others
     * send to this machine, and to us that looks like a caller on it.
     */
    boolean openBehindProxy() {
        boolean posts = connections.builds().push().isPresent()
                || connections.repositories().stream()
                        .anyMatch(repository -> !repository.hookSecrets().isEmpty());
        return connections.callers().isEmpty() && posts;
    }

    /** The scopes of all who deploy, but for who has a token. */
    CloudScopes scopes() {
        Stream<Scope> callers =
                connections.callers().map(CallersConfig::deployers).stream().flatMap(List::stream);
        Stream<Scope> repositories = connections.repositories().stream().map(RepositoryConfig::scope);
        return new CloudScopes(
                plan.cloudProject(),
                plan.secretVersion(),
                Stream.concat(callers, repositories).toList());
    }

    /** Who is told what becomes of deployments. */
    ReportSettings reports() {
        return new ReportSettings(connections.repositories(), connections.webhooks(), ledger, reportMaxAge);
    }
}
