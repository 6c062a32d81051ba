package dev.migrationgate.ingest.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Begins partitions at a time. Not with {@code auto.offset.reset=by_duration}: the client of Kafka 4.3 finds no position where
 * nothing is newer, in an empty partition, say.
 */
final class LookBack {
    private LookBack() {}

    /**
     * Lets a consumer go on at the first record since a time, of each partition.
     *
     * @throws org.apache.kafka.common.KafkaException Kafka is out of reach
     */
    static void begin(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions, Instant since) {
        if (partitions.isEmpty()) {
            return;
        }
        // Asked first, so that what comes in between is after it.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, @Nullable OffsetAndTimestamp> first = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> since.toEpochMilli())));
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp found = first.get(partition);
            consumer.seek(partition, found == null ? end : found.offset());
        });
    }
}
