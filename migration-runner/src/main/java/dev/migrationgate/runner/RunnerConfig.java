package dev.migrationgate.runner;

import dev.migrationgate.host.streams.HostConfig;
import dev.migrationgate.runner.database.Administrators;
import dev.migrationgate.runner.database.Servers;
import dev.migrationgate.runner.job.WatchPace;
import dev.migrationgate.runner.lane.LaneRules;
import dev.migrationgate.service.Variables;
import dev.migrationgate.trace.span.TraceConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runner's configuration; the README has the table.
 *
 * @param host how the lanes are hosted in Kafka Streams
 * @param schemaRegistry base address of the registry's Confluent API
 * @param googleEndpoint where all of Google's APIs are; absent: Google Cloud itself
 * @param databases where databases are
 * @param databaseExtensions extensions that a manifest may ask for
 * @param databaseDriftFails whether a database that is not as declared after its migration shuts the gate; else it is a warning
 * @param rules the lanes' deadlines
 * @param pace how often executions are looked at
 * @param requests who is believed to ask for deployments
 * @param signing what says that a migration succeeded is signed with
 * @param writesPerMinute how many jobs may be made and deleted
 * @param executionsPerRegion how many executions this process has in a region at once
 * @param traces whether and where spans are told
 * @param managementHost address for health and metrics
 * @param managementPort port for health and metrics; 0: any free one
 */
public record RunnerConfig(
        HostConfig host,
        URI schemaRegistry,
        Optional<URI> googleEndpoint,
        Servers databases,
        Set<String> databaseExtensions,
        boolean databaseDriftFails,
        LaneRules rules,
        WatchPace pace,
        RequestTrust requests,
        SigningConfig signing,
        int writesPerMinute,
        int executionsPerRegion,
        TraceConfig traces,
        String managementHost,
        int managementPort) {
    private static final String APPLICATION = "migration-runner";
    /** Ingest has the same default: what it lets through is not refused here. */
    private static final Set<String> EXTENSIONS =
            Set.of("pgcrypto", "uuid-ossp", "citext", "hstore", "pg_trgm", "btree_gin", "btree_gist");

    /** Copies the set. */
    public RunnerConfig {
        databaseExtensions = Set.copyOf(databaseExtensions);
    }

    /**
     * Reads the configuration.
     *
     * @param environment names and values
     * @throws dev.migrationgate.service.ConfigException anything is missing or wrong; lists everything
     */
    public static RunnerConfig from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        RunnerConfig config = new RunnerConfig(
                HostConfig.from(APPLICATION, variables),
                variables.uri("SCHEMA_REGISTRY_URL"),
                variables.optionalUri("GOOGLE_CLOUD_ENDPOINT"),
                servers(variables),
                variables.names("DATABASE_EXTENSIONS", EXTENSIONS),
                variables
                        .word("DATABASE_DRIFT", "fail", List.of("fail", "warn"))
                        .equals("fail"),
                rules(variables),
                pace(variables),
                RequestTrust.from(variables),
                SigningConfig.from(variables),
                variables.integer("CLOUD_RUN_WRITES_PER_MINUTE", 50, 1, 100_000),
                variables.integer("CLOUD_RUN_EXECUTIONS_PER_REGION", 900, 1, 1_000_000),
                TraceConfig.from(APPLICATION, environment, variables),
                variables.text("HOST", "127.0.0.1"),
                variables.port("MANAGEMENT_PORT", 8082));
        variables.check();
        return config;
    }

    private static Servers servers(Variables variables) {
        Optional<String> admin = variables.optional("DATABASE_ADMIN_SECRET").map(String::strip);
        if (admin.isPresent() && !Administrators.isSecretVersion(admin.get())) {
            // Not repeated: it may be the secret itself.
            variables.problem("DATABASE_ADMIN_SECRET must be " + Administrators.SECRET_VERSION_FORM);
        }
        try {
            return Servers.parse(variables.text("DATABASE_SERVERS", ""), admin);
        } catch (IllegalArgumentException e) {
            variables.problem("DATABASE_SERVERS: " + e.getMessage());
            return Servers.none();
        }
    }

    private static LaneRules rules(Variables variables) {
        LaneRules standard = LaneRules.DEFAULT;
        return new LaneRules(
                variables.seconds("WAITING_LIMIT_SECONDS", standard.waiting()),
                variables.seconds("STARTING_LIMIT_SECONDS", standard.starting()),
                variables.seconds("RUNNING_GRACE_SECONDS", standard.runningGrace()),
                variables.seconds("CANCELLING_LIMIT_SECONDS", standard.cancelling()),
                variables.seconds("REQUEST_LIMIT_SECONDS", standard.request()),
                variables.seconds("KEPT_JOBS_SECONDS", standard.keptJobs()));
    }

    private static WatchPace pace(Variables variables) {
        WatchPace standard = WatchPace.DEFAULT;
        WatchPace pace = new WatchPace(
                variables.millis("WATCH_FASTEST_MILLIS", standard.fastest()),
                variables.millis("WATCH_SLOWEST_MILLIS", standard.slowest()),
                standard.ageShare(),
                variables.seconds("READING_REFUSED_LIMIT_SECONDS", standard.refused()));
        if (pace.fastest().compareTo(pace.slowest()) > 0) {
            variables.problem("WATCH_FASTEST_MILLIS must be at most WATCH_SLOWEST_MILLIS");
        }
        return pace;
    }
}
