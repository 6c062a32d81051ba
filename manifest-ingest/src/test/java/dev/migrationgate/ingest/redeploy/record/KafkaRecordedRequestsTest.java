package dev.migrationgate.ingest.redeploy.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.ingest.redeploy.History;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import dev.migrationgate.ingest.redeploy.Place;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaRecordedRequestsTest {
    private static final int OF_LANE_AND_OTHERS = 12;
    /** Where the lane's key belongs, of 12 partitions. */
    private static final TopicPartition OF_LANE = new TopicPartition("deployment-requested", 7);

    private static final ApplicationId APPLICATION = ApplicationId.parse("o/u/e/p/app");

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String LANE = "Database/o/u/e/p/db";
    private static final Optional<String> RUN = Optional.of("now");
    private static final Place FIRST = new Place(2, 10);

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final List<ConsumerRecord<String, byte[]>> topic = new ArrayList<>();
    private TopicPartition partition = new TopicPartition("deployment-requested", 2);
    private long first = 10;
    private long end = 10;
    private Instant time = NOW;
    private Duration perPoll = Duration.ZERO;
    private boolean open;

    private final KafkaRecordedRequests recorded = new KafkaRecordedRequests(this::consumer, codec, () -> time);

    @Test
    void theRequestIsReadWhereItLies() {
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "2.0.0", "migrate:2"));

        Look.Found found = found(recorded.at(new Place(2, 11), "d2", RUN));

        assertThat(found.original().deploymentId()).isEqualTo("d2");
        assertThat(found.original().version()).isEqualTo("2.0.0");
        assertThat(found.original().lane().value()).isEqualTo(LANE);
        assertThat(found.original().migration()).isTrue();
        assertThat(found.original().repository()).contains("acme/manifests");
        assertThat(found.original().commit()).contains("c0ffee");
        assertThat(codec.decode(
                        Topics.DEPLOYMENT_REQUESTED,
                        Base64.getDecoder().decode(found.original().event())))
                .isEqualTo(request("d2", "2.0.0", "migrate:2").build());
        assertThat(found.obstacle()).isEmpty();
        assertThat(open).isFalse();
    }

    @Test
    void whatIsAnotherDeploymentsOrNoRequestOrNotThereIsMissing() {
        add(request("d1", "1.0.0", "migrate:1"));
        add(LANE, "no event".getBytes(StandardCharsets.UTF_8));
        // The end of a transaction lies at 12.
        end = 13;

        assertThat(recorded.at(FIRST, "d2", RUN)).isEqualTo(Look.Missing.ANOTHER);
        assertThat(recorded.at(new Place(2, 11), "d1", RUN)).isEqualTo(Look.Missing.ANOTHER);
        assertThat(recorded.at(new Place(2, 12), "d1", RUN)).isInstanceOf(Look.Missing.class);
        assertThat(recorded.at(new Place(2, 9), "d1", RUN)).isInstanceOf(Look.Missing.class);
        assertThat(recorded.at(new Place(2, 13), "d1", RUN)).isInstanceOf(Look.Missing.class);
        assertThat(recorded.at(new Place(7, 10), "d1", RUN)).isInstanceOf(Look.Missing.class);
    }

    @Test
    void aLaterMigrationOfTheSameApplicationIsAnObstacleToRunning() {
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "2.0.0", "migrate:2"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).contains(new Obstacle.Later("d2", "2.0.0"));
        assertThat(found(recorded.at(FIRST, "d1", Optional.empty())).obstacle()).isEmpty();
    }

    @Test
    void anOlderVersionWithoutAMigrationMeetsANewerSchemaAsWell() {
        add(request("d1", "1.0.0", "none").setMigration(null));
        add(request("d2", "2.0.0", "migrate:2"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isPresent();
    }

    @Test
    void otherApplicationsAndThoseThatDidNotMigrateAreNoObstacle() {
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "2.0.0", "migrate:2").setApplicationId("o/u/e/p/other"));
        add(request("d3", "3.0.0", "none").setMigration(null));
        add(request("d4", "4.0.0", "none").setMigration(null).setSkippedMigration(migration("migrate:4")));
        add(request("d5", "5.0.0", "migrate:5").setLaneId("another"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();
    }

    @Test
    void theSameManifestsOnceMoreBroughtTheSchemaNoFurther() {
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "1.0.0", "migrate:1").setReplayOf("d1"));
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();

        // Its tag may have moved.
        add(request("d3", "1.0.0", "migrate:1").setManifestDigest("sha256:other"));
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).contains(new Obstacle.Later("d3", "1.0.0"));
    }

    @Test
    void anOriginalThatLeftItsMigrationOutHasItAllTheSame() {
        first = 0;
        add(skipped("d1", "1.0.0"));
        add(request("d2", "1.0.0", "migrate:1"));

        Look.Found found = found(recorded.at(new Place(2, 0), "d1", RUN));

        assertThat(found.original().migration()).isTrue();
        assertThat(found.obstacle()).isEmpty();
    }

    /** It was left out because of that one, and is as old as before. */
    @Test
    void whatRanBeforeAMigrationWasLeftOutIsAnObstacleToRunningIt() {
        first = 0;
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "2.0.0", "migrate:2"));
        add(skipped("d3", "1.0.0").setReplayOf("d1"));
        add(request("d4", "4.0.0", "migrate:4").setApplicationId("o/u/e/p/other"));

        assertThat(found(recorded.at(new Place(2, 2), "d3", RUN)).obstacle())
                .contains(new Obstacle.Later("d2", "2.0.0"));
        assertThat(found(recorded.at(new Place(2, 2), "d3", Optional.empty())).obstacle())
                .isEmpty();
    }

    /** Posted by mistake, say, and cancelled before it ran: the newer one's schema is there all the same. */
    @Test
    void anOlderMigrationThatWasAskedForOnceMoreIsNoNewerForThat() {
        first = 0;
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "2.0.0", "migrate:2"));
        add(request("d3", "1.0.0", "migrate:1"));
        add(skipped("d4", "1.0.0").setReplayOf("d1"));

        Optional<Obstacle> newer = Optional.of(new Obstacle.Later("d2", "2.0.0"));
        assertThat(found(recorded.at(new Place(2, 2), "d3", RUN)).obstacle()).isEqualTo(newer);
        assertThat(found(recorded.at(new Place(2, 3), "d4", RUN)).obstacle()).isEqualTo(newer);
        assertThat(found(recorded.at(new Place(2, 1), "d2", RUN)).obstacle()).isEmpty();
    }

    @Test
    void whatWasLeftOutAfterItHadRunItselfMayRunAgain() {
        first = 0;
        add(request("d0", "0.9.0", "migrate:0"));
        add(request("d1", "1.0.0", "migrate:1"));
        add(skipped("d2", "1.0.0").setReplayOf("d1"));

        assertThat(found(recorded.at(new Place(2, 2), "d2", RUN)).obstacle()).isEmpty();
    }

    @Test
    void whatRanBeforeIsUnclearWhereItIsNotRecordedAnyMore() {
        add(skipped("d1", "1.0.0"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).containsInstanceOf(Obstacle.Unclear.class);
        assertThat(found(recorded.at(FIRST, "d1", Optional.empty())).obstacle()).isEmpty();
    }

    @Test
    void aRequestWhoseAnswerWasLostIsNoObstacleToItself() {
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "1.0.0", "migrate:1")
                .setReplayOf("d1")
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("now")
                        .build()));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();
    }

    @Test
    void aLaterRequestThatCannotBeReadIsAnObstacleUnlessItIsOfAnotherLane() {
        add(request("d1", "1.0.0", "migrate:1"));
        add("another", new byte[] {9});
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();

        add(LANE, new byte[] {9});
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle())
                .containsInstanceOf(Obstacle.Unclear.class)
                .hasValueSatisfying(obstacle -> assertThat(obstacle.toString()).contains("offset 12"));
    }

    @Test
    void whatLiesTooFarBackIsNotReadUpToTheEnd() {
        add(request("d1", "1.0.0", "migrate:1"));
        end = FIRST.offset() + PartitionLook.MOST_RECORDS + 1;

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).containsInstanceOf(Obstacle.Unclear.class);
        assertThat(found(recorded.at(FIRST, "d1", Optional.empty())).obstacle()).isEmpty();
    }

    @Test
    void aBrokerThatGivesNothingIsNotWaitedForForEver() {
        add(request("d1", "1.0.0", "migrate:1"));
        end = 50;
        perPoll = Duration.ofSeconds(1);

        assertThatThrownBy(() -> recorded.at(FIRST, "d1", RUN))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too slowly");
        assertThat(open).isFalse();
    }

    @Test
    void aBrokerOutOfReachIsSaidAndTheNextOneHasItsTurn() {
        var away = new KafkaRecordedRequests(
                () -> {
                    throw new KafkaException("away");
                },
                codec,
                () -> NOW);

        assertThatThrownBy(() -> away.at(FIRST, "d1", RUN)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> away.at(FIRST, "d1", RUN)).hasMessageContaining("cannot be read from Kafka");
    }

    @Test
    void theMigrationsOfAnApplicationAreFoundInItsLanesPartition() {
        partition = OF_LANE;
        add(request("d1", "1.0.0", "migrate:1"));
        add(request("d2", "2.0.0", "migrate:2").setApplicationId("o/u/e/p/other"));
        add(request("d3", "3.0.0", "none").setMigration(null));
        add(request("d4", "4.0.0", "none").setMigration(null).setSkippedMigration(migration("migrate:4")));
        add(request("d5", "5.0.0", "migrate:5").setLaneId("another"));
        add("another", new byte[] {9});
        add(request("d6", "6.0.0", "migrate:6"));

        History history = recorded.migrations(new LaneId(LANE), APPLICATION);

        assertThat(history.migrations())
                .containsExactly(
                        new History.Migration(10, "d1", "1.0.0", "migrate:1", "github:d1"),
                        new History.Migration(16, "d6", "6.0.0", "migrate:6", "github:d6"));
        assertThat(history.unreadable()).isEmpty();
        assertThat(history.cut()).isFalse();
        assertThat(open).isFalse();
    }

    @Test
    void whatOfALaneCannotBeReadOrLiesTooFarBackIsSaid() {
        partition = OF_LANE;
        add(request("d1", "1.0.0", "migrate:1"));
        add(LANE, new byte[] {9});

        assertThat(recorded.migrations(new LaneId(LANE), APPLICATION).unreadable())
                .hasValueSatisfying(why -> assertThat(why).contains("offset 11"));

        topic.clear();
        first = 0;
        end = PartitionLook.MOST_RECORDS + 1;
        assertThat(recorded.migrations(new LaneId(LANE), APPLICATION))
                .isEqualTo(new History(List.of(), Optional.empty(), true));
    }

    @Test
    void aPartitionThatGivesNothingIsNotWaitedForForEver() {
        partition = OF_LANE;
        end = 50;
        perPoll = Duration.ofSeconds(1);

        assertThatThrownBy(() -> recorded.migrations(new LaneId(LANE), APPLICATION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too slowly");
    }

    /** The lane is where the producer's own partitioner puts it: another one would look for newer schemas in the wrong place. */
    @Test
    void theLaneLiesWhereTheProducerPutIt() {
        byte[] key = LANE.getBytes(StandardCharsets.UTF_8);

        assertThat(BuiltInPartitioner.partitionForKey(key, OF_LANE_AND_OTHERS)).isEqualTo(OF_LANE.partition());
    }

    private static DeploymentRequested.Builder skipped(String id, String version) {
        return request(id, version, "none").setMigration(null).setSkippedMigration(migration("migrate:1"));
    }

    private static Look.Found found(Look look) {
        assertThat(look).isInstanceOf(Look.Found.class);
        return (Look.Found) look;
    }

    private void add(DeploymentRequested.Builder request) {
        DeploymentRequested event = request.build();
        add(event.getLaneId(), codec.encode(Topics.DEPLOYMENT_REQUESTED, event));
    }

    private void add(String key, byte[] value) {
        topic.add(new ConsumerRecord<>(partition.topic(), partition.partition(), first + topic.size(), key, value));
        end = first + topic.size();
    }

    /** Gives one record at a time, and lets time pass. */
    private MockConsumer<String, byte[]> consumer() {
        open = true;
        return new MockConsumer<>("none") {
            {
                updatePartitions(
                        partition.topic(),
                        IntStream.range(0, OF_LANE_AND_OTHERS)
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
                Optional<ConsumerRecord<String, byte[]>> next = topic.stream()
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

    private static DeploymentRequested.Builder request(String id, String version, String migration) {
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

    private static MigrationSpec migration(String image) {
        return MigrationSpec.newBuilder()
                .setContainer(ContainerSpec.newBuilder().setImage(image).build())
                .build();
    }
}
