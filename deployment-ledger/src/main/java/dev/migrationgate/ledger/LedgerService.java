package dev.migrationgate.ledger;

import dev.migrationgate.access.Callers;
import dev.migrationgate.access.CloudScopes;
import dev.migrationgate.access.oidc.HttpKeyServer;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.secret.CachedSecrets;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ledger.audit.Auditing;
import dev.migrationgate.ledger.audit.Expiry;
import dev.migrationgate.ledger.cdevents.CdEvents;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.http.LedgerServer;
import dev.migrationgate.ledger.reading.LedgerReader;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.stream.Listeners;
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
import java.util.Optional;

/** The ledger, running. Several may run in one process, each with a folder of its own. */
public final class LedgerService implements AutoCloseable {
    private static final String NAME = "deployment-ledger";

    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final LedgerServer server;
    private final ManagementServer management;

    private LedgerService(LedgerConfig config) {
        var clock = Clock.systemUTC();
        var metrics = Metrics.create(NAME);
        var codec = new EventCodec(SchemaRegistry.at(config.schemaRegistry()));
        var subjects = new Subjects(codec);
        var progress = new Progress();
        var traces = Traces.start(config.traces(), metrics);
        parts.push(traces::close);
        try {
            var store = LedgerStore.open(config.state().resolve("store"));
            parts.push(store::close);
            var listeners = new Listeners(store, subjects);
            gauges(metrics, progress, listeners);
            var brokers = BrokerWatch.start(config.brokers().settings(), NAME + "-health");
            parts.push(brokers::close);
            var consumers = new KafkaConsumers(config.brokers(), config.instance());
            var reader = LedgerReader.start(consumers::consumer, subjects, store, progress, listeners, metrics, traces);
            parts.push(reader::close);
            var secrets = secrets(config, traces, clock);
            var expiry = new Expiry(store);
            Optional<Auditing> auditing = config.signing().map(signing -> {
                SigningKey key = SigningKey.of(text(secrets, signing.secret()), text(secrets, signing.open()));
                var kafka = new Auditing.Kafka(config.brokers(), config.instance(), consumers::consumer);
                return Auditing.start(store, subjects, progress, key, kafka);
            });
            auditing.ifPresent(each -> parts.push(each::close));
            var cdEvents = CdEvents.start(
                    config.cdEvents(),
                    new CdEvents.Ledger(store, codec, progress),
                    new CdEvents.Kafka(config.brokers(), config.instance(), consumers::consumer, consumers::consumer),
                    () -> google(config, traces),
                    metrics);
            parts.push(cdEvents::close);
            var shown = new LedgerServer.Shown(store, codec, progress, listeners, auditing.map(Auditing::exports));
            server = LedgerServer.start(
                    config.host(), config.port(), shown, callers(config, secrets, clock), metrics, traces);
            parts.push(server::close);
            WarmUp warmUp = new WarmUp()
                    .with("schema registry", () -> codec.warmUp(Principal.LEDGER))
                    .start(WarmUp.LIMIT);
            // What is recorded is served whatever is away, so nothing but its own start keeps it from being ready.
            var readiness = new Readiness()
                    .with("warm-up", warmUp::problem)
                    .aside("kafka", brokers::problem)
                    .aside("reading", reader::problem)
                    .aside("rebuild", progress::problem)
                    .aside("audit", () -> auditing.flatMap(Auditing::problem))
                    .aside("retention", () -> expiry.problem(clock.instant()));
            cdEvents.problems().forEach(readiness::aside);
            var dependencies = new Dependencies(clock)
                    .aside("schema registry", codec::ping)
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
     * Starts to read and to listen. Answers from the start; they say whether all is read.
     *
     * @throws IllegalStateException the port is taken
     * @throws java.io.UncheckedIOException the management port is taken
     * @throws dev.migrationgate.ledger.store.StoreException the folder cannot be used
     */
    public static LedgerService start(LedgerConfig config) {
        return new LedgerService(config);
    }

    /** The port of the HTTP interface and the page. */
    public int port() {
        return server.port();
    }

    /** The port that answers for health and metrics. */
    public int managementPort() {
        return management.port();
    }

    /** Stops within 40 seconds. May be called again. */
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

    private static void gauges(MeterRegistry metrics, Progress progress, Listeners listeners) {
        metrics.gauge("gate.ledger.records", progress, Progress::records);
        metrics.gauge("gate.ledger.left", progress, Progress::left);
        metrics.gauge("gate.ledger.listeners", listeners, Listeners::count);
    }

    /** Google Cloud is asked only where something of ours is in it. */
    private Secrets secrets(LedgerConfig config, Traces traces, Clock clock) {
        if (config.callers().isEmpty() && config.signing().isEmpty()) {
            return _ -> new byte[0];
        }
        return new CachedSecrets(google(config, traces), clock);
    }

    private GoogleCloud google(LedgerConfig config, Traces traces) {
        var google = GoogleCloud.open(config.google(), traces.tracer());
        parts.push(google::close);
        return google;
    }

    private static String text(Secrets secrets, SecretReference reference) {
        try {
            return secrets.text(reference);
        } catch (SecretException e) {
            throw new IllegalStateException("the key that checkpoints are signed with: " + e.getMessage(), e);
        }
    }

    private Callers callers(LedgerConfig config, Secrets secrets, Clock clock) {
        if (config.callers().isEmpty()) {
            return Callers.anybody();
        }
        var keys = new HttpKeyServer();
        parts.push(keys::close);
        // Whoever only looks places nothing in Google Cloud, so that no scope has to hold there.
        return Callers.from(config.callers(), CloudScopes.none(), secrets, keys, clock);
    }
}
