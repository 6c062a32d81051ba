package dev.migrationgate.ingest.report;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Makes records of topics that have one partition each. */
final class Records {
    final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final Map<String, Long> next = new HashMap<>();

    <T extends SpecificRecord> ConsumerRecord<String, byte[]> of(EventTopic<T> topic, T event, String id) {
        return of(topic, codec.encode(topic, event), id);
    }

    ConsumerRecord<String, byte[]> of(EventTopic<?> topic, byte[] value, String id) {
        var headers = new CloudEventHeaders(id, "/test", "dep-1", Instant.EPOCH, Optional.empty()).toHeaders(topic);
        long offset = next.merge(topic.name(), 1L, Long::sum) - 1;
        return new ConsumerRecord<>(
                topic.name(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                "key",
                value,
                headers,
                Optional.empty());
    }
}
