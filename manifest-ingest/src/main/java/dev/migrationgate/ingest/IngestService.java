package dev.migrationgate.ingest;

import dev.migrationgate.access.Callers;
import dev.migrationgate.access.oidc.HttpKeyServer;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.google.AccessTokens;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.secret.CachedSecrets;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.catalogue.DeliverySweeper;
import dev.migrationgate.ingest.catalogue.Doubts;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.catalogue.TopicReader;
import dev.migrationgate.ingest.catalogue.UnreadableManifests;
import dev.migrationgate.ingest.http.IngestServer;
import dev.migrationgate.ingest.http.RequestLimits;
import dev.migrationgate.ingest.image.GoogleToken;
import dev.migrationgate.ingest.image.Registries;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.publish.Encoding;
import dev.migrationgate.ingest.publish.TransactionalPublisher;
import dev.migrationgate.ingest.redeploy.Counterparts;
import dev.migrationgate.ingest.redeploy.Redeployments;
import dev.migrationgate.ingest.redeploy.record.KafkaRecordedRequests;
import dev.migrationgate.ingest.redeploy.record.RecordReader;
import dev.migrationgate.ingest.report.Reporter;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.service.Dependencies;
import dev.migrationgate.service.ManagementServer;
import dev.migrationgate.service.Metrics;
import dev.migrationgate.service.Readiness;
import dev.migrationgate.service.WarmUp;
import dev.migrationgate.service.kafka.BrokerWatch;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ingest, running. Several may run in one process. */
public final class IngestService implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(IngestService.class);
    private static final String NAME = "manifest-ingest";

    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final IngestServer server;
    private final ManagementServer management;

    private IngestService(IngestConfig config) {
        var clock = Clock.systemUTC();
        var metrics = Metrics.create(NAME);
        var codec = new EventCodec(SchemaRegistry.at(config.schemaRegistry()));
        var memory = new MemoryCatalogue(config.memory(), clock);
        metrics.gauge("gate.deliveries.kept", memory, MemoryCatalogue::deliveries);
        var traces = Traces.start(config.traces(), metrics);
        parts.push(traces::close);
        try {
            var google = GoogleCloud.open(config.google(), traces.tracer());
            parts.push(google::close);
            var secrets = new CachedSecrets(google, clock);
            var keys = config.signing().read(secrets);
            var doubts = new Doubts(memory);
            var publisher = TransactionalPublisher.start(
                    config.kafka()::producer,
                    new Encoding(codec, keys.own()),
                    config.kafka().limit(),
                    doubts);
            parts.push(publisher::close);
            var brokers = BrokerWatch.start(config.kafka().brokers().settings(), NAME + "-health");
            parts.push(brokers::close);
            var unreadable = new UnreadableManifests(publisher, clock, metrics);
            var reader = TopicReader.start(
                    config.kafka()::consumer, config.kafka()::ends, doubts, codec, memory, unreadable);
            parts.push(reader::close);
            var sweeper = DeliverySweeper.start(memory, publisher);
            parts.push(sweeper::close);
            var planner = new Planner(config.plan());
            var registries = new Registries(config.images(), googleToken(config, clock), secrets, clock);
            parts.push(registries::close);
            var intake = new Intake(planner, memory, publisher, registries, clock);
            var builds = new BuildParts(config, intake, memory, publisher, metrics, clock);
            parts.push(builds::close);
            var repositories = new RepositoryParts(config, secrets, intake, memory, statusBase(config), metrics, clock);
            parts.push(repositories::close);
            server = IngestServer.start(
                    config.host(),
                    config.port(),
                    RequestLimits.of(config.maxInFlight()),
                    config.plan(),
                    statusBase(config),
                    intake,
                    memory,
                    publisher,
                    new Redeployments(
                            intake,
                            new KafkaRecordedRequests(
                                    config.kafka()::recorded, new RecordReader(codec, keys.trusted()), clock),
                            new Counterparts(planner, memory)),
                    callers(config, secrets, metrics),
                    metrics,
                    traces,
                    workers -> Stream.of(builds.hooks(workers), repositories.hooks(workers))
                            .flatMap(List::stream)
                            .toList());
            parts.push(server::close);
            Reporter.start(config.reports(), secrets, config.kafka(), codec, metrics)
                    .ifPresent(reporter -> parts.push(reporter::close));
            WarmUp warmUp = new WarmUp()
                    .with("schema registry", () -> codec.warmUp(Principal.INGEST))
                    .start(WarmUp.LIMIT);
            var readiness = new Readiness()
                    .with("kafka", brokers::problem)
                    .with("publishing", publisher::problem)
                    .with("catalogue", memory::problem)
                    .with("warm-up", warmUp::problem);
            repositories.start(readiness);
            var dependencies = new Dependencies(clock).with("schema registry", codec::ping);
            builds.pull(google, dependencies);
            dependencies.start(readiness);
            parts.push(dependencies::close);
            management = ManagementServer.start(config.host(), config.managementPort(), readiness, metrics);
            parts.push(management::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts to listen. Returns before requests can be accepted; {@code /readyz} tells.
     *
     * @throws IllegalStateException the port is taken, or the keys that sign requests cannot be read
     * @throws java.io.UncheckedIOException the management port is taken
     */
    public static IngestService start(IngestConfig config) {
        return new IngestService(config);
    }

    /** The port of the HTTP interface. */
    public int port() {
        return server.port();
    }

    /** The port that answers for health and metrics. */
    public int managementPort() {
        return management.port();
    }

    /** Stops within 40 seconds: health, then HTTP with the requests in work, then Kafka. May be called again. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }

    @Override
    public String toString() {
        return NAME + ", port " + port() + ", management port " + managementPort();
    }

    private Callers callers(IngestConfig config, Secrets secrets, MeterRegistry metrics) {
        if (config.openBehindProxy()) {
            LOGGER.atWarn()
                    .addKeyValue("host", config.host())
                    .log("nobody has to prove who they are, and hooks come from outside: what forwards them must"
                            + " forward nothing but /hooks/, or else everybody can deploy; name callers in"
                            + " CONNECTIONS_FILE");
        }
        if (config.connections().callers().isEmpty()) {
            return Callers.anybody();
        }
        var keys = new HttpKeyServer();
        parts.push(keys::close);
        var callers = Callers.from(config.connections().callers(), config.scopes(), secrets, keys, Clock.systemUTC());
        metrics.gauge(
                "ingest.tokens.file.broken", callers, each -> each.problem().isPresent() ? 1 : 0);
        return callers;
    }

    /** An emulator's client is nobody to Google itself. */
    private static GoogleToken googleToken(IngestConfig config, Clock clock) {
        return config.google().isPresent() ? Optional::empty : new AccessTokens(clock)::get;
    }

    private static String statusBase(IngestConfig config) {
        return config.ledger().map(uri -> uri.toString().replaceAll("/+$", "")).orElse("") + "/v1/deployments/";
    }
}
