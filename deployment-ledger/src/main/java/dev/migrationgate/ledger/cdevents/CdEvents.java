package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.store.LedgerStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Tells what was recorded as CDEvents, to each sink by itself: trouble with one is none of the other's, nor of the ledger's. */
public final class CdEvents implements AutoCloseable {
    private static final String GROUP = "deployment-ledger-cdevents-";

    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();

    private CdEvents() {}

    /**
     * What the ledger has read.
     *
     * @param store where it is
     * @param codec reads its bytes
     * @param progress whether it is all
     */
    public record Ledger(LedgerStore store, EventCodec codec, Progress progress) {}

    /**
     * How to reach Kafka.
     *
     * @param brokers which, and how to reach them
     * @param instance this instance's name; no two that run at once may have the same
     * @param grouped makes a consumer of a group that reads committed records only and commits nothing by itself
     * @param all makes one of no group
     */
    public record Kafka(
            Brokers brokers,
            String instance,
            Function<String, Consumer<String, byte[]>> grouped,
            Supplier<Consumer<String, byte[]>> all) {}

    /**
     * Starts to tell, wherever the configuration says.
     *
     * @param google asked for where a topic of Pub/Sub is configured
     */
    public static CdEvents start(
            CdEventsConfig config, Ledger ledger, Kafka kafka, Supplier<GoogleCloud> google, MeterRegistry metrics) {
        var started = new CdEvents();
        if (config.kafka()) {
            started.add(
                    "kafka", config, ledger, kafka, () -> KafkaSink.open(kafka.brokers(), kafka.instance()), metrics);
        }
        config.pubSub().ifPresent(topic -> {
            GoogleCloud clients = google.get();
            started.add("pubsub", config, ledger, kafka, () -> new PubSubSink(clients, topic), metrics);
        });
        return started;
    }

    private void add(
            String name,
            CdEventsConfig config,
            Ledger ledger,
            Kafka kafka,
            Supplier<Sink> sinks,
            MeterRegistry metrics) {
        var tally = new Tally(metrics, name);
        var lookup = new Lookup(ledger.store(), ledger.codec());
        var parts = new Delivery.Parts(
                () -> kafka.grouped().apply(GROUP + name),
                kafka.all(),
                sinks,
                new Teller(lookup, new Translation(config.source()), tally),
                ledger.store(),
                ledger.progress(),
                tally);
        deliveries.put(name, Delivery.start(name, parts));
    }

    /** Why events cannot be told now, for each sink; a sink's text is empty while they can. */
    public Map<String, Supplier<Optional<String>>> problems() {
        var problems = new LinkedHashMap<String, Supplier<Optional<String>>>();
        deliveries.forEach((name, delivery) -> problems.put("cdevents-" + name, delivery::problem));
        return problems;
    }

    /** Stops telling, within 10 seconds for each sink. */
    @Override
    public void close() {
        deliveries.values().forEach(Delivery::close);
    }
}
