package dev.migrationgate.ledger.reading;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.span.ReadRecord;
import dev.migrationgate.trace.span.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Tells as spans that events are recorded, where they have a trace. Only those that happen while the ledger runs: rebuilt, it would tell
 * of all others again.
 */
final class ReadSpans {
    private static final String READER = "deployment-ledger";

    private final Traces traces;
    private final Instant since;

    ReadSpans(Traces traces, Instant since) {
        this.traces = traces;
        this.since = since;
    }

    /** Begins them; the answer ends them, once the records are in the store. */
    Runnable begin(ConsumerRecords<String, byte[]> records) {
        if (traces.tracer().isEmpty()) {
            return () -> {};
        }
        List<Runnable> ends = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.timestamp() >= since.toEpochMilli()) {
                var read = new ReadRecord(record.topic(), record.partition(), record.offset(), READER);
                CloudEventHeaders.text(record.headers(), TraceParent.HEADER)
                        .flatMap(TraceParent::parse)
                        .ifPresent(sent -> ends.add(traces.reading(sent, read)));
            }
        }
        return () -> ends.forEach(Runnable::run);
    }
}
