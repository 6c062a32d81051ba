package dev.migrationgate.events.serde;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the headers of a dead letter say beside those that its record came with. {@code gate dead-letter} reads them.
 *
 * @param service who puts the record aside
 * @param reason why, in words for people; cut off where it is very long
 * @param time when
 */
public record DeadLetterNote(String service, String reason, Instant time) {
    private static final String PREFIX = "dl_";
    /** A decoder's message may quote what it was given, and a letter must fit into its topic. */
    private static final int MAX_REASON = 1_000;

    /** Cuts the reason. */
    public DeadLetterNote {
        reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
    }

    /** Headers for a record of which only the topic is known any more. */
    public Headers on(String topic) {
        return on(new RecordHeaders(), topic);
    }

    /** Headers for a record as it was read: its own, and ours in the place of any that begin like them. */
    public Headers on(Headers own, String topic, int partition, long offset) {
        RecordHeaders headers = on(own, topic);
        put(headers, "partition", Integer.toString(partition));
        put(headers, "offset", Long.toString(offset));
        return headers;
    }

    private RecordHeaders on(Headers own, String topic) {
        RecordHeaders headers = new RecordHeaders(own);
        put(headers, "reason", reason);
        put(headers, "topic", topic);
        put(headers, "service", service);
        put(headers, "time", time.toString());
        return headers;
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(PREFIX + name);
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
