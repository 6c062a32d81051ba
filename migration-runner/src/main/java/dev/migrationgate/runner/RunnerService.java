package dev.migrationgate.runner;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.google.FirstCalls;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.Reachable;
import dev.migrationgate.google.WriteLimit;
import dev.migrationgate.google.secret.CachedSecrets;
import dev.migrationgate.host.streams.Instances;
import dev.migrationgate.host.streams.StreamsHost;
import dev.migrationgate.runner.database.Administrators;
import dev.migrationgate.runner.database.GoogleSecretStore;
import dev.migrationgate.runner.database.PostgresChecker;
import dev.migrationgate.runner.database.PostgresPreparer;
import dev.migrationgate.runner.job.CloudRunJobs;
import dev.migrationgate.runner.job.ExecutionWatcher;
import dev.migrationgate.runner.job.RegionalLimit;
import dev.migrationgate.runner.lane.LaneMachine;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.request.HostedLanes;
import dev.migrationgate.runner.request.Keys;
import dev.migrationgate.runner.view.LaneView;
import dev.migrationgate.service.Dependencies;
import dev.migrationgate.service.ManagementServer;
import dev.migrationgate.service.Metrics;
import dev.migrationgate.service.Readiness;
import dev.migrationgate.service.WarmUp;
import dev.migrationgate.trace.span.Traces;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runner, running. Several may run in one process. */
public final class RunnerService implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunnerService.class);

    /** A job makes its execution within a second or so; what takes longer is asked for again by the lane. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final int LOOKS = 200;

    private final GoogleCloud google;
    private final ExecutionWatcher watcher;
    private final StreamsHost<LaneState> host;
    private final Dependencies dependencies;
    private final ManagementServer management;
    private final Traces traces;

    private RunnerService(
            GoogleCloud google,
            ExecutionWatcher watcher,
            StreamsHost<LaneState> host,
            Dependencies dependencies,
            ManagementServer management,
            Traces traces) {
        this.traces = traces;
        this.google = google;
        this.watcher = watcher;
        this.host = host;
        this.dependencies = dependencies;
        this.management = management;
    }

    /**
     * Starts to run migrations. Returns before the first can be decided; {@code /readyz} tells.
     *
     * @throws java.io.UncheckedIOException the management port is taken
     * @throws IllegalStateException the key to sign with cannot be read, or one that is trusted
     * @throws IllegalArgumentException the endpoint of Google's APIs has a wrong form
     */
    public static RunnerService start(RunnerConfig config) {
        Clock clock = Clock.systemUTC();
        var registry = Metrics.create(config.host().application());
        var metrics = new LaneMetrics(registry);
        var codec = new EventCodec(SchemaRegistry.at(config.schemaRegistry()));
        Traces traces = Traces.start(config.traces(), registry);
        GoogleCloud google = GoogleCloud.open(config.googleEndpoint(), traces.tracer());
        Keys keys = keys(config, google, clock);
        var watcher = new ExecutionWatcher(google, config.pace(), clock);
        metrics.watches(watcher::watched);
        var instances = new Instances();
        var jobs = new CloudRunJobs(
                google, clock, new WriteLimit(config.writesPerMinute(), instances, clock), traces, LOOK, LOOKS);
        var secrets = new GoogleSecretStore(google);
        var administrators = new Administrators(secrets);
        var capacity = new RegionalLimit(jobs, config.executionsPerRegion(), instances, watcher::watched);
        var effects = new LaneEffects(
                new PostgresPreparer(
                        config.databases(), administrators, config.databaseExtensions(), secrets, new SecureRandom()),
                new PostgresChecker(
                        config.databases(), administrators, config.databaseExtensions(), config.databaseDriftFails()),
                capacity,
                watcher,
                metrics);
        var machine = new MeteredLanes(new LaneMachine(config.rules()), metrics);
        StreamsHost<LaneState> host = StreamsHost.start(
                config.host(), HostedLanes.of(machine, codec, keys, effects, traces), clock, registry);
        instances.knownBy(host);
        metrics.looksAt(host::eachState, clock);
        WarmUp warmUp = new WarmUp()
                .with("schema registry", () -> codec.warmUp(Principal.RUNNER))
                .with("databases", () -> administrators.ping(config.databases()))
                .with("Cloud Run", () -> FirstCalls.ofJobs(google))
                .start(WarmUp.LIMIT);
        var readiness = new Readiness().with("kafka", host::problem).with("warm-up", warmUp::problem);
        var dependencies = new Dependencies(clock)
                .with("schema registry", codec::ping)
                .with("databases", () -> administrators.ping(config.databases()))
                .with("Cloud Run", () -> Reachable.check(google))
                .start(readiness);
        try {
            var management = ManagementServer.start(
                    config.managementHost(),
                    config.managementPort(),
                    readiness,
                    registry,
                    Map.of("/v1/lanes", () -> LaneView.of(host.states().values())));
            return new RunnerService(google, watcher, host, dependencies, management, traces);
        } catch (RuntimeException e) {
            dependencies.close();
            host.close();
            watcher.close();
            google.close();
            traces.close();
            throw e;
        }
    }

    private static Keys keys(RunnerConfig config, GoogleCloud google, Clock clock) {
        var secrets = new CachedSecrets(google, clock);
        try {
            var requests = config.requests().read(secrets);
            if (requests.isEmpty()) {
                LOGGER.atWarn()
                        .log("requests are believed unsigned: whoever administers the brokers can ask for deployments;"
                                + " let ingest sign them, and name its keys in REQUEST_PUBLIC_KEYS");
            }
            return new Keys(requests, config.signing().read(secrets));
        } catch (IllegalStateException e) {
            google.close();
            throw e;
        }
    }

    /** The port that answers for health and metrics. */
    public int managementPort() {
        return management.port();
    }

    /** Stops within 30 s: health first, then deciding and acting. Executions go on; the next start finds them again. */
    @Override
    public void close() {
        management.close();
        dependencies.close();
        host.close();
        watcher.close();
        google.close();
        traces.close();
    }

    @Override
    public String toString() {
        return "migration-runner, management port " + managementPort();
    }
}
