package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.ledger.fact.Coordinates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of events on the way to one sink, and says so in the log where it was not good. */
final class Tally {
    private static final Logger LOGGER = LoggerFactory.getLogger(Tally.class);
    private static final String TO = "to";

    private final MeterRegistry metrics;
    private final String sink;
    private final AtomicLong lag = new AtomicLong();

    Tally(MeterRegistry metrics, String sink) {
        this.metrics = metrics;
        this.sink = sink;
        metrics.gauge("gate.cdevents.lag", Tags.of(TO, sink), lag, AtomicLong::get);
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        failures();
    }

    void told(CdEvent event) {
        metrics.counter("gate.cdevents.told", TO, sink, "type", event.kind().type())
                .increment();
    }

    void skipped(Coordinates place, String reason) {
        count(reason);
        LOGGER.atWarn()
                .addKeyValue("to", sink)
                .addKeyValue("topic", place.topic())
                .addKeyValue("partition", place.partition())
                .addKeyValue("offset", place.offset())
                .addKeyValue("reason", reason)
                .log("not told as a CDEvent");
    }

    void broken(Coordinates place, RuntimeException e) {
        skipped(place, "failed");
        LOGGER.atError().setCause(e).log("an event has no CDEvent by our mistake, and is left out");
    }

    void refused(CdEvent event) {
        count("refused");
        LOGGER.atWarn()
                .addKeyValue("to", sink)
                .addKeyValue("type", event.kind().type())
                .addKeyValue("id", event.id())
                .log("a CDEvent was refused for what it is, and is left out");
    }

    void failure(String reason) {
        failures().increment();
        LOGGER.atWarn()
                .addKeyValue("to", sink)
                .addKeyValue("reason", reason)
                .log("CDEvents cannot be told now, and are told later");
    }

    /** Looks how many records this instance has still to look at, and says whether it is known that there are none. */
    boolean isDone(Consumer<?, ?> consumer) {
        List<OptionalLong> each =
                consumer.assignment().stream().map(consumer::currentLag).toList();
        lag.set(each.stream().mapToLong(left -> left.orElse(0)).sum());
        boolean joined = consumer.groupMetadata().generationId() >= 0;
        return joined && each.stream().allMatch(left -> left.isPresent() && left.getAsLong() == 0);
    }

    private Counter failures() {
        return metrics.counter("gate.cdevents.failures", TO, sink);
    }

    private void count(String reason) {
        metrics.counter("gate.cdevents.skipped", TO, sink, "reason", reason).increment();
    }
}
