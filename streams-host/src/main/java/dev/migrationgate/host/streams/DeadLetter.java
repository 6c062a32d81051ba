package dev.migrationgate.host.streams;

import dev.migrationgate.events.serde.DeadLetterNote;
import dev.migrationgate.events.topics.Topics;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
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
        Headers headers = new DeadLetterNote(service, reason, now).on(topic);
        return new OutgoingRecord(Topics.DEAD_LETTER.name(), key, value, headers);
    }

    static OutgoingRecord of(
            Record<@Nullable String, byte @Nullable []> record,
            RecordMetadata from,
            String service,
            String reason,
            Instant now) {
        Headers headers = new DeadLetterNote(service, reason, now)
                .on(record.headers(), from.topic(), from.partition(), from.offset());
        return new OutgoingRecord(Topics.DEAD_LETTER.name(), record.key(), record.value(), headers);
    }
}
