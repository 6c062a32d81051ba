package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One recorded event with all that is known of its record. Its {@link #hash()} covers every field.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param offset the offset, from 0
 * @param timestamp Kafka's time of the record, in milliseconds since 1970
 * @param key the record's key as text; empty: it has none
 * @param headers the record's headers as text, by name
 * @param type the event's CloudEvents type
 * @param deploymentId the deployment that it belongs to; empty: none
 * @param applicationId the application that it belongs to, as organization/organizational-unit/environment/project/name; empty: none
 * @param data the event itself
 */
public record AuditEvent(
        String topic,
        int partition,
        long offset,
        long timestamp,
        Optional<String> key,
        Map<String, String> headers,
        String type,
        Optional<String> deploymentId,
        Optional<String> applicationId,
        CanonicalJson data) {

    /** Copies the headers. Refuses, with {@link IllegalArgumentException}, coordinates below 0. */
    public AuditEvent {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("partitions and offsets begin at 0");
        }
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** All fields as canonical JSON in UTF-8: what is hashed, and a form to store it in. */
    public byte[] canonicalBytes() {
        return fields().text().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads {@link #canonicalBytes()} again.
     *
     * @throws IllegalArgumentException the bytes are something else
     */
    public static AuditEvent parse(byte[] canonical) {
        return from(new JsonReader(CanonicalJson.tree(new String(canonical, StandardCharsets.UTF_8))));
    }

    /** SHA-256 of {@link #canonicalBytes()}. Computed with each call. */
    public Sha256 hash() {
        return Sha256.of(canonicalBytes());
    }

    JsonFields fields() {
        return new JsonFields()
                .text("topic", topic)
                .number("partition", partition)
                .number("offset", offset)
                .number("timestamp", timestamp)
                .text("key", key)
                .texts("headers", headers)
                .text("type", type)
                .text("deploymentId", deploymentId)
                .text("applicationId", applicationId)
                .json("data", data);
    }

    static AuditEvent from(JsonReader json) {
        return new AuditEvent(
                json.text("topic"),
                json.smallNumber("partition"),
                json.number("offset"),
                json.number("timestamp"),
                json.optionalText("key"),
                json.namedTexts("headers"),
                json.text("type"),
                json.optionalText("deploymentId"),
                json.optionalText("applicationId"),
                CanonicalJson.of(json.value("data")));
    }
}
