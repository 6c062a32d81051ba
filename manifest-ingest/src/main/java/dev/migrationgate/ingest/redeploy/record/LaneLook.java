package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.ingest.redeploy.History;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** One look at all that a lane's partition has, for the migrations that one application asked for. */
final class LaneLook {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final RecordReader reader;
    private final InstantSource clock;
    private final LaneId lane;
    private final ApplicationId application;
    private final Instant until;
    private final List<History.Migration> found = new ArrayList<>();
    private Optional<String> unreadable = Optional.empty();
    private boolean ours;

    LaneLook(
            Consumer<String, byte[]> consumer,
            RecordReader reader,
            InstantSource clock,
            LaneId lane,
            ApplicationId application) {
        this.consumer = consumer;
        this.reader = reader;
        this.clock = clock;
        this.lane = lane;
        this.application = application;
        this.until = clock.instant().plus(LIMIT);
    }

    History migrations() {
        TopicPartition partition = partition();
        consumer.assign(List.of(partition));
        long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long from = Math.max(first, end - PartitionLook.MOST_RECORDS);
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            if (clock.instant().isAfter(until)) {
                throw new UnavailableException("Kafka gives what was recorded too slowly", null);
            }
            consumer.poll(POLL).forEach(this::look);
        }
        return new History(found, unreadable, from > first);
    }

    /** Where whoever writes by the lane's key puts it: ingest's producer has no partitioner of its own. */
    private TopicPartition partition() {
        String topic = Topics.DEPLOYMENT_REQUESTED.name();
        int hash = Utils.toPositive(Utils.murmur2(lane.value().getBytes(StandardCharsets.UTF_8)));
        return new TopicPartition(topic, hash % consumer.partitionsFor(topic).size());
    }

    private void look(ConsumerRecord<String, byte[]> record) {
        if (!lane.value().equals(record.key())) {
            return;
        }
        try {
            DeploymentRequested event = reader.read(record);
            if (event.getApplicationId().equals(application.toString())) {
                believe(record);
                event.getMigration().ifPresent(migration -> found.add(of(record.offset(), event, migration)));
            }
        } catch (UndecodableException _) {
            unreadable = Optional.of("a request of its lane, at offset " + record.offset() + ", cannot be read");
        }
    }

    /** What lies before the first signed one is from before ingest signed; of what lies behind it, unsigned, nobody knows what it is. */
    private void believe(ConsumerRecord<String, byte[]> record) {
        Optional<String> problem = reader.problem(record);
        if (ours && problem.isPresent()) {
            unreadable = Optional.of("a request of its lane, at offset " + record.offset()
                    + ", cannot be shown to be ingest's: " + problem.get());
        }
        ours |= problem.isEmpty();
    }

    private static History.Migration of(long offset, DeploymentRequested event, MigrationSpec migration) {
        return new History.Migration(
                offset,
                event.getDeploymentId(),
                event.getVersion(),
                migration.getContainer().getImage(),
                event.getRequester().getDeliveryId());
    }
}
