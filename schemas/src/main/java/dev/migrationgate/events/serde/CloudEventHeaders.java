package dev.migrationgate.events.serde;

import dev.migrationgate.events.topics.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of an event's record: the CloudEvents Kafka binding, binary mode
 * (https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md), and W3C trace context.
 * What a reader needs is in the body as well, because headers get lost.
 *
 * @param id unique within the source; the same fact has the same id when it is written twice
 * @param source the service that says it, for example {@code /migration-runner}
 * @param subject what it is about: the deployment's id
 * @param time when it happened
 * @param traceparent W3C trace context, where one was handed in
 */
public record CloudEventHeaders(String id, String source, String subject, Instant time, Optional<String> traceparent) {

    /** The record headers for an event of a topic. */
    public Headers toHeaders(EventTopic<?> topic) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_type", topic.type());
        add(headers, "ce_source", source);
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/avro");
        traceparent.ifPresent(value -> add(headers, "traceparent", value));
        return headers;
    }

    /** One header's text, where the record has it. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
