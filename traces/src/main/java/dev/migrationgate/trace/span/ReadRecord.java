package dev.migrationgate.trace.span;

import io.opentelemetry.api.common.Attributes;

/**
 * A Kafka record that is read, by the names of OpenTelemetry's conventions
 * (https://opentelemetry.io/docs/specs/semconv/messaging/kafka/).
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param group who reads
 */
public record ReadRecord(String topic, int partition, long offset, String group) {
    Attributes attributes() {
        return Attributes.builder()
                .put("messaging.system", "kafka")
                .put("messaging.operation.name", "process")
                .put("messaging.operation.type", "process")
                .put("messaging.destination.name", topic)
                .put("messaging.destination.partition.id", Integer.toString(partition))
                .put("messaging.kafka.offset", offset)
                .put("messaging.consumer.group.name", group)
                .build();
    }
}
