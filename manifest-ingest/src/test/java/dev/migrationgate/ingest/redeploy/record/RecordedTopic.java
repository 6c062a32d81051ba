package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A partition with requests, of one lane as a rule. Its fields are changed by tests. */
final class RecordedTopic {
    static final int PARTITIONS = 12;
    /** Where the lane's key belongs, of 12 partitions. */
    static final TopicPartition OF_LANE = new TopicPartition("deployment-requested", 7);

    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final String LANE = "Database/o/u/e/p/db";

    final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    TopicPartition partition = new TopicPartition("deployment-requested", 2);
    long first = 10;
    long end = 10;
    Instant time = NOW;
    Duration perPoll = Duration.ZERO;
    boolean open;

    void add(DeploymentRequested.Builder request) {
        DeploymentRequested event = request.build();
        add(event.getLaneId(), codec.encode(Topics.DEPLOYMENT_REQUESTED, event));
    }

    void add(String key, byte[] value) {
        records.add(new ConsumerRecord<>(partition.topic(), partition.partition(), first + records.size(), key, value));
        end = first + records.size();
    }

    /** Gives one record at a time, and lets time pass. */
    MockConsumer<String, byte[]> consumer() {
        open = true;
        return new MockConsumer<>("none") {
            {
                updatePartitions(
                        partition.topic(),
                        IntStream.range(0, PARTITIONS)
                                .filter(each -> partition.equals(OF_LANE) || each == partition.partition())
                                .mapToObj(each -> new PartitionInfo(partition.topic(), each, null, null, null))
                                .toList());
                updateBeginningOffsets(Map.of(partition, first));
                updateEndOffsets(Map.of(partition, end));
            }

            @Override
            public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
                time = time.plus(perPoll);
                long position = position(partition);
                Optional<ConsumerRecord<String, byte[]>> next = records.stream()
                        .filter(record -> record.offset() >= position)
                        .findFirst();
                seek(partition, next.map(record -> record.offset() + 1).orElse(perPoll.isZero() ? end : position));
                return next.map(record -> new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()))
                        .orElseGet(ConsumerRecords::empty);
            }

            @Override
            public synchronized void close() {
                open = false;
                super.close();
            }
        };
    }

    static DeploymentRequested.Builder request(String id, String version, String migration) {
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id)
                .setApplicationId("o/u/e/p/app")
                .setLaneId(LANE)
                .setVersion(version)
                .setRequestedAt(NOW)
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("github:" + id)
                        .setRepository("acme/manifests")
                        .setCommit("c0ffee")
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("app")
                        .setContainer(ContainerSpec.newBuilder()
                                .setImage("app:" + version)
                                .build())
                        .setPort(8080)
                        .build())
                .setMigration(migration(migration))
                .setManifestDigest("sha256:" + version);
    }

    static MigrationSpec migration(String image) {
        return MigrationSpec.newBuilder()
                .setContainer(ContainerSpec.newBuilder().setImage(image).build())
                .build();
    }

    static DeploymentRequested.Builder skipped(String id, String version) {
        return request(id, version, "none").setMigration(null).setSkippedMigration(migration("migrate:1"));
    }
}
