package dev.migrationgate.host.streams;

import dev.migrationgate.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes the dead letter of a record that cannot be read or acted on: its bytes as they came, and where and why. */
public final class DeadLetter {
    private DeadLetter() {}

    /**
     * The dead letter of a record that could be read, but must not be acted on.
     *
     * @param topic where it came from
     * @param service who refuses it
     * @param reason why, in words for people
     */
    public static OutgoingRecord of(
            String topic, String key, byte[] value, String service, String reason, Instant now) {
        RecordHeaders headers = new RecordHeaders();
        put(headers, "dl_reason", reason);
        put(headers, "dl_topic", topic);
        put(headers, "dl_service", service);
        put(headers, "dl_time", now.toString());
        return new OutgoingRecord(Topics.DEAD_LETTER.name(), key, value, headers);
    }

    static OutgoingRecord of(
            Record<@Nullable String, byte @Nullable []> record,
            RecordMetadata from,
            String service,
            String reason,
            Instant now) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        put(headers, "dl_reason", reason);
        put(headers, "dl_topic", from.topic());
        put(headers, "dl_partition", Integer.toString(from.partition()));
        put(headers, "dl_offset", Long.toString(from.offset()));
        put(headers, "dl_service", service);
        put(headers, "dl_time", now.toString());
        return new OutgoingRecord(Topics.DEAD_LETTER.name(), record.key(), record.value(), headers);
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
