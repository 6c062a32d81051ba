package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.EventCodec;
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
 * One look at a record and, where its migration is to run again, at all that came after it in its partition: the lane is the key, so
 * whatever concerns it is there, and in order.
 */
final class PartitionLook {
    /** How many records are looked at after the one that is asked for: some seconds' reading. */
    static final long MOST_RECORDS = 500_000;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final EventCodec codec;
    private final InstantSource clock;
    private final String deployment;
    private final Optional<String> runBy;
    private final Instant until;

    PartitionLook(
            Consumer<String, byte[]> consumer,
            EventCodec codec,
            InstantSource clock,
            String deployment,
            Optional<String> runBy) {
        this.consumer = consumer;
        this.codec = codec;
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
        return read(partition, place, end);
    }

    private static long end(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private Look read(TopicPartition partition, Place place, long end) {
        Optional<DeploymentRequested> original = Optional.empty();
        while (consumer.position(partition) < end) {
            if (clock.instant().isAfter(until)) {
                throw new UnavailableException("Kafka gives what was recorded too slowly", null);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (original.isEmpty()) {
                    original = original(record, place);
                    if (original.isEmpty()) {
                        return Look.Missing.ANOTHER;
                    }
                    Optional<Look> atOnce = atOnce(original.get(), end - place.offset());
                    if (atOnce.isPresent()) {
                        return atOnce.get();
                    }
                } else {
                    Optional<Obstacle> obstacle = obstacle(original.get(), record);
                    if (obstacle.isPresent()) {
                        return Originals.found(original.get(), codec, obstacle);
                    }
                }
            }
        }
        return original.map(event -> Originals.found(event, codec, Optional.empty()))
                .orElseGet(() -> new Look.Missing("nothing that was committed lies there"));
    }

    /** What needs no look at later records. */
    private Optional<Look> atOnce(DeploymentRequested original, long records) {
        if (runBy.isEmpty()) {
            return Optional.of(Originals.found(original, codec, Optional.empty()));
        }
        if (records > MOST_RECORDS) {
            String reason = "%,d records came after it, and %,d are looked at".formatted(records - 1, MOST_RECORDS);
            return Optional.of(Originals.found(original, codec, Optional.of(new Obstacle.Unclear(reason))));
        }
        return Optional.empty();
    }

    private Optional<DeploymentRequested> original(ConsumerRecord<String, byte[]> record, Place place) {
        if (record.offset() != place.offset()) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value()))
                    .filter(event -> event.getDeploymentId().equals(deployment));
        } catch (UndecodableException _) {
            return Optional.empty();
        }
    }

    /** Most records are of other lanes, and are not opened. */
    private Optional<Obstacle> obstacle(DeploymentRequested original, ConsumerRecord<String, byte[]> record) {
        if (!original.getLaneId().equals(record.key())) {
            return Optional.empty();
        }
        try {
            DeploymentRequested later = codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value());
            return Originals.isLaterMigration(original, later)
                            && !runBy.equals(Optional.of(later.getRequester().getDeliveryId()))
                    ? Optional.of(new Obstacle.Later(later.getDeploymentId(), later.getVersion()))
                    : Optional.empty();
        } catch (UndecodableException _) {
            return Optional.of(new Obstacle.Unclear(
                    "a later request of its lane, at offset " + record.offset() + ", cannot be read"));
        }
    }
}
