package dev.migrationgate.ingest;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.catalogue.TopicReader;
import dev.migrationgate.ingest.catalogue.UnreadableManifests;
import dev.migrationgate.ingest.http.IngestServer;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.publish.TransactionalPublisher;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.service.Dependencies;
import dev.migrationgate.service.ManagementServer;
import dev.migrationgate.service.Metrics;
import dev.migrationgate.service.Readiness;
import dev.migrationgate.service.WarmUp;
import dev.migrationgate.service.kafka.BrokerWatch;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ingest, running. Several may run in one process. */
public final class IngestService implements AutoCloseable {
    private static final String NAME = "manifest-ingest";

    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final IngestServer server;
    private final ManagementServer management;

    private IngestService(IngestConfig config) {
        var metrics = Metrics.create(NAME);
        var codec = new EventCodec(SchemaRegistry.at(config.schemaRegistry()));
        var memory = new MemoryCatalogue();
        try {
            var publisher = TransactionalPublisher.start(
                    config.kafka()::producer, codec, config.kafka().limit());
            parts.push(publisher::close);
            var brokers = BrokerWatch.start(config.kafka().bootstrapServers(), NAME + "-health");
            parts.push(brokers::close);
            var unreadable = new UnreadableManifests(publisher, Clock.systemUTC(), metrics);
            var reader = TopicReader.start(config.kafka()::consumer, codec, memory, unreadable);
            parts.push(reader::close);
            var intake = new Intake(new Planner(config.plan()), memory, publisher, Clock.systemUTC());
            server = IngestServer.start(
                    config.host(),
                    config.port(),
                    config.maxInFlight(),
                    statusBase(config),
                    intake,
                    memory,
                    publisher,
                    metrics);
            parts.push(server::close);
            WarmUp warmUp = new WarmUp()
                    .with("schema registry", () -> codec.warmUp(Principal.INGEST))
                    .start(WarmUp.LIMIT);
            var readiness = new Readiness()
                    .with("kafka", brokers::problem)
                    .with("publishing", publisher::problem)
                    .with("catalogue", memory::problem)
                    .with("warm-up", warmUp::problem);
            var dependencies = new Dependencies(Clock.systemUTC())
                    .with("schema registry", codec::ping)
                    .start(readiness);
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
     * @throws IllegalStateException the port is taken
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

    private static String statusBase(IngestConfig config) {
        return config.ledger().map(uri -> uri.toString().replaceAll("/+$", "")).orElse("") + "/v1/deployments/";
    }
}
