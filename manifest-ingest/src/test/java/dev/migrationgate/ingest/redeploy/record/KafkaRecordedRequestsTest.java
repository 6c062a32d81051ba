package dev.migrationgate.ingest.redeploy.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.EventCodec;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class KafkaRecordedRequestsTest {
    private static final ApplicationId APPLICATION = ApplicationId.parse("o/u/e/p/app");

    private static final Optional<String> RUN = Optional.of("now");
    private static final Place FIRST = new Place(2, 10);

    private final RecordedTopic topic = new RecordedTopic();
    private final EventCodec codec = topic.codec;

    private final KafkaRecordedRequests recorded =
            new KafkaRecordedRequests(topic::consumer, everybodys(), () -> topic.time);

    @Test
    void theRequestIsReadWhereItLies() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2"));

        Look.Found found = found(recorded.at(new Place(2, 11), "d2", RUN));

        assertThat(found.original().deploymentId()).isEqualTo("d2");
        assertThat(found.original().version()).isEqualTo("2.0.0");
        assertThat(found.original().lane().value()).isEqualTo(RecordedTopic.LANE);
        assertThat(found.original().migration()).isTrue();
        assertThat(found.original().repository()).contains("acme/manifests");
        assertThat(found.original().commit()).contains("c0ffee");
        assertThat(codec.decode(
                        Topics.DEPLOYMENT_REQUESTED,
                        Base64.getDecoder().decode(found.original().event())))
                .isEqualTo(RecordedTopic.request("d2", "2.0.0", "migrate:2").build());
        assertThat(found.obstacle()).isEmpty();
        assertThat(topic.open).isFalse();
    }

    @Test
    void whatIsAnotherDeploymentsOrNoRequestOrNotThereIsMissing() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.LANE, "no event".getBytes(StandardCharsets.UTF_8));
        // The end of a transaction lies at 12.
        topic.end = 13;

        assertThat(recorded.at(FIRST, "d2", RUN)).isEqualTo(Look.Missing.ANOTHER);
        assertThat(recorded.at(new Place(2, 11), "d1", RUN)).isEqualTo(Look.Missing.ANOTHER);
        assertThat(recorded.at(new Place(2, 12), "d1", RUN)).isInstanceOf(Look.Missing.class);
        assertThat(recorded.at(new Place(2, 9), "d1", RUN)).isInstanceOf(Look.Missing.class);
        assertThat(recorded.at(new Place(2, 13), "d1", RUN)).isInstanceOf(Look.Missing.class);
        assertThat(recorded.at(new Place(7, 10), "d1", RUN)).isInstanceOf(Look.Missing.class);
    }

    @Test
    void aLaterMigrationOfTheSameApplicationIsAnObstacleToRunning() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).contains(new Obstacle.Later("d2", "2.0.0"));
        assertThat(found(recorded.at(FIRST, "d1", Optional.empty())).obstacle()).isEmpty();
    }

    @Test
    void anOlderVersionWithoutAMigrationMeetsANewerSchemaAsWell() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "none").setMigration(null));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isPresent();
    }

    @Test
    void otherApplicationsAndThoseThatDidNotMigrateAreNoObstacle() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2").setApplicationId("o/u/e/p/other"));
        topic.add(RecordedTopic.request("d3", "3.0.0", "none").setMigration(null));
        topic.add(RecordedTopic.request("d4", "4.0.0", "none")
                .setMigration(null)
                .setSkippedMigration(RecordedTopic.migration("migrate:4")));
        topic.add(RecordedTopic.request("d5", "5.0.0", "migrate:5").setLaneId("another"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();
    }

    @Test
    void theSameManifestsOnceMoreBroughtTheSchemaNoFurther() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "1.0.0", "migrate:1").setReplayOf("d1"));
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();

        // Its tag may have moved.
        topic.add(RecordedTopic.request("d3", "1.0.0", "migrate:1").setManifestDigest("sha256:other"));
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).contains(new Obstacle.Later("d3", "1.0.0"));
    }

    @Test
    void anOriginalThatLeftItsMigrationOutHasItAllTheSame() {
        topic.first = 0;
        topic.add(RecordedTopic.skipped("d1", "1.0.0"));
        topic.add(RecordedTopic.request("d2", "1.0.0", "migrate:1"));

        Look.Found found = found(recorded.at(new Place(2, 0), "d1", RUN));

        assertThat(found.original().migration()).isTrue();
        assertThat(found.obstacle()).isEmpty();
    }

    /** It was left out because of that one, and is as old as before. */
    @Test
    void whatRanBeforeAMigrationWasLeftOutIsAnObstacleToRunningIt() {
        topic.first = 0;
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2"));
        topic.add(RecordedTopic.skipped("d3", "1.0.0").setReplayOf("d1"));
        topic.add(RecordedTopic.request("d4", "4.0.0", "migrate:4").setApplicationId("o/u/e/p/other"));

        assertThat(found(recorded.at(new Place(2, 2), "d3", RUN)).obstacle())
                .contains(new Obstacle.Later("d2", "2.0.0"));
        assertThat(found(recorded.at(new Place(2, 2), "d3", Optional.empty())).obstacle())
                .isEmpty();
    }

    /** Posted by mistake, say, and cancelled before it ran: the newer one's schema is there all the same. */
    @Test
    void anOlderMigrationThatWasAskedForOnceMoreIsNoNewerForThat() {
        topic.first = 0;
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2"));
        topic.add(RecordedTopic.request("d3", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.skipped("d4", "1.0.0").setReplayOf("d1"));

        Optional<Obstacle> newer = Optional.of(new Obstacle.Later("d2", "2.0.0"));
        assertThat(found(recorded.at(new Place(2, 2), "d3", RUN)).obstacle()).isEqualTo(newer);
        assertThat(found(recorded.at(new Place(2, 3), "d4", RUN)).obstacle()).isEqualTo(newer);
        assertThat(found(recorded.at(new Place(2, 1), "d2", RUN)).obstacle()).isEmpty();
    }

    @Test
    void whatWasLeftOutAfterItHadRunItselfMayRunAgain() {
        topic.first = 0;
        topic.add(RecordedTopic.request("d0", "0.9.0", "migrate:0"));
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.skipped("d2", "1.0.0").setReplayOf("d1"));

        assertThat(found(recorded.at(new Place(2, 2), "d2", RUN)).obstacle()).isEmpty();
    }

    @Test
    void whatRanBeforeIsUnclearWhereItIsNotRecordedAnyMore() {
        topic.add(RecordedTopic.skipped("d1", "1.0.0"));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).containsInstanceOf(Obstacle.Unclear.class);
        assertThat(found(recorded.at(FIRST, "d1", Optional.empty())).obstacle()).isEmpty();
    }

    @Test
    void aRequestWhoseAnswerWasLostIsNoObstacleToItself() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "1.0.0", "migrate:1")
                .setReplayOf("d1")
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("now")
                        .build()));

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();
    }

    @Test
    void aLaterRequestThatCannotBeReadIsAnObstacleUnlessItIsOfAnotherLane() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add("another", new byte[] {9});
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).isEmpty();

        topic.add(RecordedTopic.LANE, new byte[] {9});
        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle())
                .containsInstanceOf(Obstacle.Unclear.class)
                .hasValueSatisfying(obstacle -> assertThat(obstacle.toString()).contains("offset 12"));
    }

    @Test
    void whatLiesTooFarBackIsNotReadUpToTheEnd() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.end = FIRST.offset() + PartitionLook.MOST_RECORDS + 1;

        assertThat(found(recorded.at(FIRST, "d1", RUN)).obstacle()).containsInstanceOf(Obstacle.Unclear.class);
        assertThat(found(recorded.at(FIRST, "d1", Optional.empty())).obstacle()).isEmpty();
    }

    @Test
    void aBrokerThatGivesNothingIsNotWaitedForForEver() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.end = 50;
        topic.perPoll = Duration.ofSeconds(1);

        assertThatThrownBy(() -> recorded.at(FIRST, "d1", RUN))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too slowly");
        assertThat(topic.open).isFalse();
    }

    @Test
    void aBrokerOutOfReachIsSaidAndTheNextOneHasItsTurn() {
        var away = new KafkaRecordedRequests(
                () -> {
                    throw new KafkaException("away");
                },
                everybodys(),
                () -> RecordedTopic.NOW);

        assertThatThrownBy(() -> away.at(FIRST, "d1", RUN)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> away.at(FIRST, "d1", RUN)).hasMessageContaining("cannot be read from Kafka");
    }

    @Test
    void theMigrationsOfAnApplicationAreFoundInItsLanesPartition() {
        topic.partition = RecordedTopic.OF_LANE;
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2").setApplicationId("o/u/e/p/other"));
        topic.add(RecordedTopic.request("d3", "3.0.0", "none").setMigration(null));
        topic.add(RecordedTopic.request("d4", "4.0.0", "none")
                .setMigration(null)
                .setSkippedMigration(RecordedTopic.migration("migrate:4")));
        topic.add(RecordedTopic.request("d5", "5.0.0", "migrate:5").setLaneId("another"));
        topic.add("another", new byte[] {9});
        topic.add(RecordedTopic.request("d6", "6.0.0", "migrate:6"));

        History history = recorded.migrations(new LaneId(RecordedTopic.LANE), APPLICATION);

        assertThat(history.migrations())
                .containsExactly(
                        new History.Migration(10, "d1", "1.0.0", "migrate:1", "github:d1"),
                        new History.Migration(16, "d6", "6.0.0", "migrate:6", "github:d6"));
        assertThat(history.unreadable()).isEmpty();
        assertThat(history.cut()).isFalse();
        assertThat(topic.open).isFalse();
    }

    @Test
    void whatOfALaneCannotBeReadOrLiesTooFarBackIsSaid() {
        topic.partition = RecordedTopic.OF_LANE;
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(RecordedTopic.LANE, new byte[] {9});

        assertThat(recorded.migrations(new LaneId(RecordedTopic.LANE), APPLICATION)
                        .unreadable())
                .hasValueSatisfying(why -> assertThat(why).contains("offset 11"));

        topic.records.clear();
        topic.first = 0;
        topic.end = PartitionLook.MOST_RECORDS + 1;
        assertThat(recorded.migrations(new LaneId(RecordedTopic.LANE), APPLICATION))
                .isEqualTo(new History(List.of(), Optional.empty(), true));
    }

    @Test
    void aPartitionThatGivesNothingIsNotWaitedForForEver() {
        topic.partition = RecordedTopic.OF_LANE;
        topic.end = 50;
        topic.perPoll = Duration.ofSeconds(1);

        assertThatThrownBy(() -> recorded.migrations(new LaneId(RecordedTopic.LANE), APPLICATION))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too slowly");
    }

    /** The lane is where the producer's own partitioner puts it: another one would look for newer schemas in the wrong place. */
    @Test
    void theLaneLiesWhereTheProducerPutIt() {
        byte[] key = RecordedTopic.LANE.getBytes(StandardCharsets.UTF_8);

        assertThat(BuiltInPartitioner.partitionForKey(key, RecordedTopic.PARTITIONS))
                .isEqualTo(RecordedTopic.OF_LANE.partition());
    }

    private static Look.Found found(Look look) {
        assertThat(look).isInstanceOf(Look.Found.class);
        return (Look.Found) look;
    }

    private RecordReader everybodys() {
        return new RecordReader(codec, Optional.empty());
    }
}
