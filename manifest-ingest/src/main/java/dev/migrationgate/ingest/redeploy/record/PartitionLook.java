package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import dev.migrationgate.ingest.redeploy.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One look at a record and, where its migration is to run again, at all of its partition: the lane is the key, so whatever concerns it is
 * there, and in order.
 */
final class PartitionLook {
    /** How many records are looked at, the newest ones: some seconds' reading. */
    static final long MOST_RECORDS = 500_000;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final RecordReader reader;
    private final InstantSource clock;
    private final String deployment;
    private final Optional<String> runBy;
    private final Instant until;

    PartitionLook(
            Consumer<String, byte[]> consumer,
            RecordReader reader,
            InstantSource clock,
            String deployment,
            Optional<String> runBy) {
        this.consumer = consumer;
        this.reader = reader;
        this.clock = clock;
        this.deployment = deployment;
        this.runBy = runBy;
        this.until = clock.instant().plus(LIMIT);
    }

    Look at(Place place) {
        String topic = Topics.DEPLOYMENT_REQUESTED.name();
        if (consumer.partitionsFor(topic).stream().noneMatch(each -> each.partition() == place.partition())) {
            return new Look.Missing("the topic has no such partition");
        }
        var partition = new TopicPartition(topic, place.partition());
        consumer.assign(List.of(partition));
        long first = end(consumer.beginningOffsets(List.of(partition)), partition);
        // Up to where it is decided what is committed.
        long end = end(consumer.endOffsets(List.of(partition)), partition);
        if (place.offset() < first || place.offset() >= end) {
            return new Look.Missing("the partition has records from " + first + " to " + (end - 1));
        }
        consumer.seek(partition, place.offset());
        return original(partition, place, end)
                .map(original -> Originals.found(
                        original.event(), reader, obstacle(original, partition, new Span(first, place, end))))
                .orElse(Look.Missing.ANOTHER);
    }

    private static long end(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /** What a partition has, and the place in it that is asked for. */
    private record Span(long first, Place place, long end) {}

    /** What lies at a place, and why it is not taken for ingest's, if it is not. */
    private record Original(DeploymentRequested event, Optional<String> problem) {}

    private Optional<Original> original(TopicPartition partition, Place place, long end) {
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : poll()) {
                return original(record, place);
            }
        }
        return Optional.empty();
    }

    private Iterable<ConsumerRecord<String, byte[]>> poll() {
        if (clock.instant().isAfter(until)) {
            throw new UnavailableException("Kafka gives what was recorded too slowly", null);
        }
        return consumer.poll(POLL);
    }

    /** Why it must not be made again. Whether its migration must not run again needs no look where it is not to run. */
    private Optional<Obstacle> obstacle(Original original, TopicPartition partition, Span span) {
        if (original.problem().isPresent()) {
            return original.problem().map(Obstacle.Unproved::new);
        }
        if (runBy.isEmpty()) {
            return Optional.empty();
        }
        long records = span.end() - span.place().offset();
        if (records > MOST_RECORDS) {
            String reason = "%,d records came after it, and %,d are looked at".formatted(records - 1, MOST_RECORDS);
            return Optional.of(new Obstacle.Unclear(reason));
        }
        // From the beginning: what was asked for once more is no newer for that.
        long from = Math.max(span.first(), span.end() - MOST_RECORDS);
        var migrations = new Migrations(original.event(), span.place().offset(), reader, from > 0);
        consumer.seek(partition, from);
        while (consumer.position(partition) < span.end()) {
            poll().forEach(migrations::look);
        }
        return migrations.obstacle();
    }

    private Optional<Original> original(ConsumerRecord<String, byte[]> record, Place place) {
        if (record.offset() != place.offset()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(record))
                    .filter(event -> event.getDeploymentId().equals(deployment))
                    .map(event -> new Original(event, reader.problem(record)));
        } catch (UndecodableException _) {
            return Optional.empty();
        }
    }
}
