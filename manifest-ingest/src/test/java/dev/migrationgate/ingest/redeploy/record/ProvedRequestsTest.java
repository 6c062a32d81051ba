package dev.migrationgate.ingest.redeploy.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.ingest.redeploy.History;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import dev.migrationgate.ingest.redeploy.Place;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is recorded, of which only that counts as ours which one of our keys signed. */
class ProvedRequestsTest {
    private static final SigningKey OLD = SigningKey.draw();
    private static final SigningKey KEY = SigningKey.draw();
    private static final Optional<String> RUN = Optional.of("now");
    private static final Place FIRST = new Place(2, 10);

    private final RecordedTopic topic = new RecordedTopic();
    private final KafkaRecordedRequests recorded = new KafkaRecordedRequests(
            topic::consumer,
            new RecordReader(topic.codec, Optional.of(PublicKeys.parse(List.of(OLD.publicPem(), KEY.publicPem())))),
            () -> topic.time);

    @Test
    void whatAnyOfOurKeysSignedIsMadeAgain() {
        topic.add(signed(RecordedTopic.request("d1", "1.0.0", "migrate:1"), OLD));
        topic.add(signed(RecordedTopic.request("d2", "2.0.0", "migrate:2"), KEY));

        assertThat(obstacle(FIRST, "d1", Optional.empty())).isEmpty();
        assertThat(obstacle(new Place(2, 11), "d2", RUN)).isEmpty();
    }

    @Test
    void whatNobodySignedIsNotMadeAgainWhateverBecomesOfItsMigration() {
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));

        assertThat(obstacle(FIRST, "d1", RUN)).contains(new Obstacle.Unproved("it is not signed"));
        assertThat(obstacle(FIRST, "d1", Optional.empty())).containsInstanceOf(Obstacle.Unproved.class);
    }

    @Test
    void whatWasChangedAfterItWasSignedIsNotMadeAgain() {
        topic.add(signed(RecordedTopic.request("d1", "1.0.0", "migrate:1"), KEY).setMigration(null));

        assertThat(obstacle(FIRST, "d1", Optional.empty()))
                .contains(new Obstacle.Unproved("it is not what the key " + KEY.id() + " signed"));
    }

    /** As after an upgrade: it ran, though nobody signed it. */
    @Test
    void whatNobodySignedIsAnObstacleAllTheSame() {
        topic.add(signed(RecordedTopic.request("d1", "1.0.0", "migrate:1"), KEY));
        topic.add(RecordedTopic.request("d2", "2.0.0", "migrate:2"));

        assertThat(obstacle(FIRST, "d1", RUN)).contains(new Obstacle.Later("d2", "2.0.0"));
    }

    /** It would be older then than it is, and what was asked for before it no obstacle. */
    @Test
    void aForgedRequestMakesAMigrationNoNewer() {
        topic.first = 0;
        topic.add(signed(RecordedTopic.request("d1", "2.0.0", "migrate:2"), KEY));
        topic.add(RecordedTopic.request("d2", "1.0.0", "migrate:1"));
        topic.add(signed(RecordedTopic.skipped("d3", "1.0.0"), KEY));

        assertThat(obstacle(new Place(2, 2), "d3", RUN)).contains(new Obstacle.Later("d1", "2.0.0"));
    }

    @Test
    void aForgedRequestMakesALaterOneNoOlder() {
        topic.first = 0;
        topic.add(RecordedTopic.request("d0", "2.0.0", "migrate:2"));
        topic.add(signed(RecordedTopic.request("d1", "1.0.0", "migrate:1"), KEY));
        topic.add(signed(RecordedTopic.request("d2", "2.0.0", "migrate:2"), KEY));

        assertThat(obstacle(new Place(2, 1), "d1", RUN)).contains(new Obstacle.Later("d2", "2.0.0"));
    }

    @Test
    void ofALaneThatIsSignedNothingElseIsBelieved() {
        topic.partition = RecordedTopic.OF_LANE;
        topic.add(RecordedTopic.request("d1", "1.0.0", "migrate:1"));
        topic.add(signed(RecordedTopic.request("d2", "2.0.0", "migrate:2"), KEY));
        assertThat(history().unreadable()).as("from before ingest signed").isEmpty();
        assertThat(history().migrations()).hasSize(2);

        topic.add(RecordedTopic.request("d3", "1.0.0", "migrate:1"));
        assertThat(history().unreadable())
                .hasValueSatisfying(why -> assertThat(why).contains("offset 12", "it is not signed"));
    }

    private History history() {
        return recorded.migrations(new LaneId(RecordedTopic.LANE), ApplicationId.parse("o/u/e/p/app"));
    }

    private Optional<Obstacle> obstacle(Place place, String deployment, Optional<String> runBy) {
        Look look = recorded.at(place, deployment, runBy);
        assertThat(look).isInstanceOf(Look.Found.class);
        return ((Look.Found) look).obstacle();
    }

    private static DeploymentRequested.Builder signed(DeploymentRequested.Builder request, SigningKey key) {
        return DeploymentRequested.newBuilder(SignedRequest.sign(request.build(), key));
    }
}
