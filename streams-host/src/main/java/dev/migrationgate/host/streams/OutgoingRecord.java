package dev.migrationgate.host.streams;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record to write.
 *
 * @param topic the topic's name
 * @param key the record's key; null only for a dead letter that never had one
 * @param value the record's bytes
 * @param headers the record's headers
 */
@SuppressWarnings("ArrayRecordComponent") // Lives from the decision to the producer; nobody compares or keeps it.
public record OutgoingRecord(
        String topic,
        @org.jspecify.annotations.Nullable String key,
        byte @org.jspecify.annotations.Nullable [] value,
        Headers headers) {

    /** The same in a trace, unless it says itself in which: what is written because of a record belongs to that record's. */
    OutgoingRecord within(Optional<TraceParent> trace) {
        if (trace.isPresent() && headers.lastHeader(TraceParent.HEADER) == null) {
            headers.add(TraceParent.HEADER, trace.get().text().getBytes(StandardCharsets.US_ASCII));
        }
        return this;
    }

    /** An event on its topic, under its own key. */
    public static <T extends SpecificRecord> OutgoingRecord of(
            EventTopic<T> topic, T event, EventCodec codec, CloudEventHeaders headers) {
        return new OutgoingRecord(
                topic.name(), topic.keyOf().apply(event), codec.encode(topic, event), headers.toHeaders(topic));
    }
}
