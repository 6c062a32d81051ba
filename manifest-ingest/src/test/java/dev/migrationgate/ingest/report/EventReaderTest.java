package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.events.topics.Topics;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventReaderTest {
    private static final Records RECORDS = new Records();
    private final EventReader reader = new EventReader(RECORDS.codec);

    static Stream<Arguments> outcomes() {
        var at = Events.NOW;
        return Stream.of(
                Arguments.of(
                        RECORDS.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", at), "e"),
                        new DeploymentEvent(
                                "e", "dep-1", DeploymentState.PENDING, 0, false, "accepted; waits for its turn", at)),
                Arguments.of(
                        RECORDS.of(Topics.MIGRATION_STARTED, Events.started("dep-1", 2, at), "e"),
                        new DeploymentEvent(
                                "e", "dep-1", DeploymentState.RUNNING, 2, false, "the migration runs, attempt 2", at)),
                Arguments.of(
                        RECORDS.of(Topics.MIGRATION_FAILED, Events.failed("dep-1", 2, "exited with 3", at), "e"),
                        new DeploymentEvent(
                                "e",
                                "dep-1",
                                DeploymentState.FAILED,
                                2,
                                false,
                                "the migration failed (EXIT_CODE): exited with 3",
                                at)),
                Arguments.of(
                        RECORDS.of(Topics.LANE_QUARANTINED, Events.quarantined("dep-1", at), "e"),
                        new DeploymentEvent(
                                "e",
                                "dep-1",
                                DeploymentState.HELD,
                                1,
                                false,
                                "held, since the outcome of attempt 1 is unknown: the execution is gone",
                                at)),
                Arguments.of(
                        RECORDS.of(Topics.DEPLOYMENT_CANCELLED, Events.cancelled("dep-1", at), "e"),
                        new DeploymentEvent(
                                "e",
                                "dep-1",
                                DeploymentState.CANCELLED,
                                0,
                                true,
                                "cancelled by ada: wrong branch",
                                at)),
                Arguments.of(
                        RECORDS.of(Topics.DEPLOYMENT_SUPERSEDED, Events.superseded("dep-1", at), "e"),
                        new DeploymentEvent(
                                "e",
                                "dep-1",
                                DeploymentState.SUPERSEDED,
                                0,
                                true,
                                "superseded: a later one covers it",
                                at)),
                Arguments.of(
                        RECORDS.of(Topics.SERVICE_DEPLOYED, Events.deployed("dep-1", at), "e"),
                        new DeploymentEvent(
                                "e",
                                "dep-1",
                                DeploymentState.SUCCEEDED,
                                0,
                                true,
                                "deployed; the migration was applied",
                                at)),
                Arguments.of(
                        RECORDS.of(Topics.SERVICE_DEPLOY_FAILED, Events.deployFailed("dep-1", at), "e"),
                        new DeploymentEvent(
                                "e",
                                "dep-1",
                                DeploymentState.FAILED,
                                0,
                                true,
                                "the rollout failed (NOT_READY): the container did not listen",
                                at)));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void eachEventIsAStateWithAReason(ConsumerRecord<String, byte[]> record, DeploymentEvent expected) {
        assertThat(reader.read(record).event()).isEqualTo(expected);
    }

    @Test
    void everyTopicIsReadThatIngestMayReadBesideItsOwn() {
        assertThat(EventReader.topics())
                .containsExactlyInAnyOrderElementsOf(Topics.events().stream()
                        .filter(topic -> topic.topic().readers().contains(Principal.INGEST))
                        .filter(topic -> !topic.equals(Topics.MANIFESTS))
                        .map(topic -> topic.name())
                        .toList());
    }

    @Test
    void aRequestSaysWhereItCameFrom() {
        var record = RECORDS.of(Topics.DEPLOYMENT_REQUESTED, Events.requested("dep-1", Events.NOW), "e");

        assertThat(reader.read(record).request()).contains(Events.request());
    }

    @Test
    void aCommitThatIsNoneBecomesNoPartOfAnAddress() {
        var request = Events.requested("dep-1", Events.NOW);
        var event = DeploymentRequested.newBuilder(request)
                .setRequester(Requester.newBuilder(request.getRequester())
                        .setCommit("../../user")
                        .build())
                .build();

        assertThat(reader.read(RECORDS.of(Topics.DEPLOYMENT_REQUESTED, event, "e"))
                        .request())
                .map(RequestedDeployment::commit)
                .contains(Optional.empty());
    }

    @Test
    void aHostileReasonIsOneShortLine() {
        String hostile = "<script>alert(1)</script>\r\nX-Injected: yes\n".repeat(300);
        var record = RECORDS.of(Topics.MIGRATION_FAILED, Events.failed("dep-1", 1, hostile, Events.NOW), "e");

        assertThat(reader.read(record).event().reason())
                .hasSizeLessThanOrEqualTo(DeploymentEvent.MAX_REASON)
                .doesNotContain("\n", "\r")
                .startsWith("the migration failed (EXIT_CODE): <script>");
    }

    @Test
    void withoutAnIdThePlaceInTheTopicIsTheId() {
        var record = RECORDS.of(Topics.SERVICE_DEPLOYED, Events.deployed("dep-1", Events.NOW), "e");
        record.headers().remove("ce_id");

        assertThat(reader.read(record).event().id()).isEqualTo("service-deployed-0-" + record.offset());
    }

    @Test
    void whatIsNoSuchEventIsUndecodable() {
        var event = DeploymentRequested.newBuilder(Events.requested("dep-1", Events.NOW))
                .setApplicationId("nothing")
                .build();

        assertThatThrownBy(() -> reader.read(RECORDS.of(Topics.DEPLOYMENT_REQUESTED, event, "e")))
                .isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> reader.read(RECORDS.of(Topics.SERVICE_DEPLOYED, new byte[] {1, 2}, "e")))
                .isInstanceOf(UndecodableException.class);
    }
}
