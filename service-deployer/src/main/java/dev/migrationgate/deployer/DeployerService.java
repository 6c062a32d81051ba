package dev.migrationgate.deployer;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.deployer.cloudrun.CloudRunRollouts;
import dev.migrationgate.deployer.request.HostedRollouts;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.deployer.view.RolloutView;
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
import dev.migrationgate.service.Dependencies;
import dev.migrationgate.service.ManagementServer;
import dev.migrationgate.service.Metrics;
import dev.migrationgate.service.Readiness;
import dev.migrationgate.service.WarmUp;
import dev.migrationgate.trace.span.Traces;
import java.time.Clock;
import java.util.Map;

/** The deployer, running. Several may run in one process. */
public final class DeployerService implements AutoCloseable {
    private final GoogleCloud google;
    private final StreamsHost<RolloutState> host;
    private final Dependencies dependencies;
    private final ManagementServer management;
    private final Traces traces;

    private DeployerService(
            GoogleCloud google,
            StreamsHost<RolloutState> host,
            Dependencies dependencies,
            ManagementServer management,
            Traces traces) {
        this.traces = traces;
        this.google = google;
        this.host = host;
        this.dependencies = dependencies;
        this.management = management;
    }

    /**
     * Starts to deploy. Returns before the first rollout can be decided; {@code /readyz} tells.
     *
     * @throws java.io.UncheckedIOException the management port is taken
     * @throws IllegalStateException the runners' public keys cannot be read
     * @throws IllegalArgumentException the endpoint of Google's APIs has a wrong form
     */
    public static DeployerService start(DeployerConfig config) {
        var metrics = Metrics.create(config.host().application());
        var endings = new RolloutMetrics(metrics);
        var codec = new EventCodec(SchemaRegistry.at(config.schemaRegistry()));
        Clock clock = Clock.systemUTC();
        Traces traces = Traces.start(config.traces(), metrics);
        GoogleCloud google = GoogleCloud.open(config.googleEndpoint(), traces.tracer());
        PublicKeys trusted = trusted(config, google, clock);
        var instances = new Instances();
        var writes = new WriteLimit(config.writesPerMinute(), instances, clock);
        var hosted = HostedRollouts.of(
                new RolloutMachine(config.limits()),
                codec,
                trusted,
                CloudRunRollouts.with(google, writes, clock),
                traces,
                endings::ended);
        StreamsHost<RolloutState> host = StreamsHost.start(config.host(), hosted, clock, metrics);
        instances.knownBy(host);
        new RolloutLoad(host::eachState, clock).register(metrics);
        WarmUp warmUp = new WarmUp()
                .with("schema registry", () -> codec.warmUp(Principal.DEPLOYER))
                .with("Cloud Run", () -> FirstCalls.ofServices(google))
                .start(WarmUp.LIMIT);
        var readiness = new Readiness().with("kafka", host::problem).with("warm-up", warmUp::problem);
        var dependencies = new Dependencies(clock)
                .with("schema registry", codec::ping)
                .with("Cloud Run", () -> Reachable.check(google))
                .start(readiness);
        try {
            var management = ManagementServer.start(
                    config.managementHost(),
                    config.managementPort(),
                    readiness,
                    metrics,
                    Map.of("/v1/rollouts", () -> RolloutView.of(host.states().values(), config.limits())));
            return new DeployerService(google, host, dependencies, management, traces);
        } catch (RuntimeException e) {
            dependencies.close();
            host.close();
            google.close();
            traces.close();
            throw e;
        }
    }

    private static PublicKeys trusted(DeployerConfig config, GoogleCloud google, Clock clock) {
        try {
            return config.trust().read(new CachedSecrets(google, clock));
        } catch (IllegalStateException e) {
            google.close();
            throw e;
        }
    }

    /** The port that answers for health and metrics. */
    public int managementPort() {
        return management.port();
    }

    /** Stops within 30 s: health first, then deciding and acting. What is unfinished goes on at the next start. */
    @Override
    public void close() {
        management.close();
        dependencies.close();
        host.close();
        google.close();
        traces.close();
    }

    @Override
    public String toString() {
        return "service-deployer, management port " + managementPort();
    }
}
