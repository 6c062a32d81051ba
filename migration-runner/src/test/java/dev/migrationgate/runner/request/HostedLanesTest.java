package dev.migrationgate.runner.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedSuccess;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.OtherCommandKind;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.host.streams.OutgoingRecord;
import dev.migrationgate.runner.lane.Changes;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneMachine;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneRules;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Tenure;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.span.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HostedLanesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final SigningKey KEY = SigningKey.draw();
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Headers TRACED =
            new RecordHeaders().add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8));
    private static final String LANE = "Database/o/u/e/p/db";

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> hosted = HostedLanes.of(
            new LaneMachine(LaneRules.DEFAULT),
            codec,
            new Keys(Optional.empty(), KEY),
            (key, effect, decidedAt, observer) -> {},
            Traces.off());

    @Test
    void theOpenedGateCarriesTheWholeRequestWithTheRuntimeSecretPinned() {
        Tenure tenure = new Tenure("d", 1, NOW.toEpochMilli());
        LaneEvent opened = lastEvent(
                new LaneObservation.DatabasePrepared(
                        tenure,
                        new DatabaseSecrets("versions/m", "versions/r", Optional.empty(), Optional.empty()),
                        List.of("role made")),
                new LaneObservation.DatabaseChecked(tenure, List.of("no USAGE: GRANT USAGE"), false));

        OutgoingRecord record = hosted.toRecord().apply(opened);

        MigrationSucceeded event = codec.decode(Topics.MIGRATION_SUCCEEDED, record.value());
        assertThat(record.topic()).isEqualTo("migration-succeeded");
        assertThat(record.key()).isEqualTo("o/u/e/p/app");
        assertThat(CloudEventHeaders.text(record.headers(), "ce_id")).contains("d-succeeded-1");
        assertThat(SignedSuccess.problem(
                        codec.decodeAsWritten(Topics.MIGRATION_SUCCEEDED, record.value()),
                        PublicKeys.parse(List.of(KEY.publicPem()))))
                .isEmpty();
        assertThat(event.getOutcome()).isEqualTo(MigrationOutcome.NOT_REQUIRED);
        assertThat(event.getAttempt()).isZero();
        assertThat(event.getDatabaseChanges()).containsExactly("role made");
        assertThat(event.getDatabaseWarnings()).containsExactly("no USAGE: GRANT USAGE");
        assertThat(event.getLaneEpoch()).isEqualTo(NOW.toEpochMilli());
        assertThat(event.getRequest().getManifestDigest()).isEqualTo("sha256:00");
        assertThat(event.getRequest().getService().getContainer().getEnv())
                .containsExactly(
                        EnvironmentVariable.newBuilder()
                                .setName("COLOUR")
                                .setValue("blue")
                                .build(),
                        EnvironmentVariable.newBuilder()
                                .setName("JDBC_DATABASE_URL")
                                .setValue("from the manifest")
                                .build(),
                        EnvironmentVariable.newBuilder()
                                .setName("DATABASE_URL")
                                .setSecretVersion("versions/r")
                                .build());
    }

    @Test
    void aMigrationThatAPersonChoseToLeaveOutIsToldAsSkippedWithWhatWasLeftOut() {
        DeploymentRequested skipping = DeploymentRequested.newBuilder(request())
                .setDatabase(null)
                .setReplayOf("original")
                .setReplayReason("the new one is slow")
                .setSkippedMigration(migration())
                .build();

        LaneInput requested =
                hosted.sources().get(0).reader().read(LANE, codec.encode(Topics.DEPLOYMENT_REQUESTED, skipping));
        var decision = hosted.machine().step(hosted.machine().initial(LANE), requested, NOW);

        assertThat(decision.effects()).isEmpty();
        MigrationSucceeded event = codec.decode(
                Topics.MIGRATION_SUCCEEDED,
                hosted.toRecord().apply(decision.events().getLast()).value());
        assertThat(event.getOutcome()).isEqualTo(MigrationOutcome.SKIPPED);
        assertThat(event.getAttempt()).isZero();
        assertThat(event.getRequest()).isEqualTo(skipping);
    }

    @Test
    void aRequestThatBothRunsItsMigrationAndLeavesItOutIsNone() {
        byte[] bytes = codec.encode(
                Topics.DEPLOYMENT_REQUESTED,
                DeploymentRequested.newBuilder(request())
                        .setMigration(migration())
                        .setSkippedMigration(migration())
                        .build());

        assertThatThrownBy(() -> hosted.sources().get(0).reader().read(LANE, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("both asks for a migration and leaves it out");
    }

    /** What the broker's administrator could write there asks for nothing. */
    @Test
    void aRequestIsNoObservation() {
        LaneInput asked =
                hosted.sources().get(0).reader().read(LANE, codec.encode(Topics.DEPLOYMENT_REQUESTED, request()));
        byte[] forged = new JsonCodec<>(LaneInput.class).encode(asked);

        assertThatThrownBy(() -> hosted.inputs().decode(forged)).isInstanceOf(IllegalArgumentException.class);
        LaneInput seen = new LaneInput.JobDeleted("d", 1);
        assertThat(hosted.inputs().decode(hosted.inputs().encode(seen))).isEqualTo(seen);
    }

    private static MigrationSpec migration() {
        return MigrationSpec.newBuilder()
                .setContainer(ContainerSpec.newBuilder().setImage("migrate:1").build())
                .build();
    }

    @Test
    void theServiceGetsItsAddressForJdbcAsWellInThePlaceOfWhatTheManifestSays() {
        Tenure tenure = new Tenure("d", 1, NOW.toEpochMilli());
        var secrets =
                new DatabaseSecrets("versions/m", "versions/r", Optional.of("versions/mj"), Optional.of("versions/rj"));
        LaneEvent opened = lastEvent(
                new LaneObservation.DatabasePrepared(tenure, secrets, List.of()),
                new LaneObservation.DatabaseChecked(tenure, List.of(), true));

        var event = codec.decode(
                Topics.MIGRATION_SUCCEEDED, hosted.toRecord().apply(opened).value());

        assertThat(event.getRequest().getService().getContainer().getEnv())
                .extracting(
                        EnvironmentVariable::getName,
                        variable -> variable.getSecretVersion().orElse("none"))
                .containsExactly(
                        tuple("COLOUR", "none"),
                        tuple("DATABASE_URL", "versions/r"),
                        tuple("JDBC_DATABASE_URL", "versions/rj"));
    }

    @Test
    void failuresAndCancellationsTellWhatWasChangedInTheDatabase() {
        Tenure tenure = new Tenure("d", 1, NOW.toEpochMilli());
        var prepared = new LaneObservation.DatabasePrepared(
                tenure,
                new DatabaseSecrets("versions/m", "versions/r", Optional.empty(), Optional.empty()),
                List.of("role made"));
        LaneEvent failed = lastEvent(
                prepared, new LaneObservation.DatabaseChecked(tenure, List.of("no USAGE: GRANT USAGE"), true));
        LaneEvent cancelled = lastEvent(
                prepared, new LaneCommand.CancelAsked("c", "d", Optional.empty(), "ada", "wrong version", NOW));

        var failure = codec.decode(
                Topics.MIGRATION_FAILED, hosted.toRecord().apply(failed).value());
        var cancellation = codec.decode(
                Topics.DEPLOYMENT_CANCELLED, hosted.toRecord().apply(cancelled).value());

        assertThat(failure.getReason()).isEqualTo(Failure.DATABASE_DRIFT);
        assertThat(failure.getMessage()).isEqualTo("no USAGE: GRANT USAGE");
        assertThat(failure.getDatabaseChanges()).containsExactly("role made");
        assertThat(cancellation.getDatabaseChanges()).containsExactly("role made");
    }

    @Test
    void aFailureBeforeAnyExecutionHasAttempt0() {
        LaneEvent failed =
                lastEvent(new LaneObservation.DatabaseFailed(new Tenure("d", 1, NOW.toEpochMilli()), "no server"));

        OutgoingRecord record = hosted.toRecord().apply(failed);

        var event = codec.decode(Topics.MIGRATION_FAILED, record.value());
        assertThat(event.getReason()).isEqualTo(Failure.DATABASE);
        assertThat(event.getMessage()).isEqualTo("no server");
        assertThat(event.getAttempt()).isZero();
        assertThat(event.getLaneId()).isEqualTo(LANE);
    }

    @Test
    void whatIsSaidOfALaneNamesTheApplicationToo() {
        String application = "o/u/e/p/app";
        var requested = (LaneInput.Requested)
                hosted.sources().get(0).reader().read(LANE, codec.encode(Topics.DEPLOYMENT_REQUESTED, request()));
        Entry entry = new Entry(requested.request(), 1, 0, 0, NOW, NOW, Optional.empty(), Changes.NONE);
        var quarantined = new LaneEvent.Quarantined(LANE, entry, "gone", NOW);
        var released = new LaneEvent.Released(LANE, entry, LaneCommand.Verdict.FAILED, "ada", "looked", NOW);
        var command = new LaneCommand.CancelAsked("c", "d", Optional.of(application), "ada", "wrong", NOW);
        var refused = new LaneEvent.CommandRefused(LANE, command, "too late", NOW);

        assertThat(codec.decode(
                                Topics.LANE_QUARANTINED,
                                hosted.toRecord().apply(quarantined).value())
                        .getApplicationId())
                .contains(application);
        assertThat(codec.decode(
                                Topics.LANE_RELEASED,
                                hosted.toRecord().apply(released).value())
                        .getApplicationId())
                .contains(application);
        assertThat(codec.decode(
                                Topics.COMMAND_REFUSED,
                                hosted.toRecord().apply(refused).value())
                        .getApplicationId())
                .contains(application);
    }

    @Test
    void aWishForNewPasswordsIsReadAsOne() {
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_COMMANDS, otherCommand(OtherCommandKind.ROTATE));

        assertThat(hosted.sources().get(1).reader().read(LANE, bytes))
                .isEqualTo(new LaneCommand.RotateAsked("c", "d", Optional.empty(), "ada", "because", NOW));
    }

    @Test
    void aKindOfCommandThatCameLaterCannotBeRead() {
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_COMMANDS, otherCommand(OtherCommandKind.UNKNOWN));

        assertThatThrownBy(() -> hosted.sources().get(1).reader().read(LANE, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("newer version");
    }

    private static DeploymentCommand otherCommand(OtherCommandKind kind) {
        return DeploymentCommand.newBuilder()
                .setCommandId("c")
                .setKind(CommandKind.RELEASE)
                .setOtherKind(kind)
                .setLaneId(LANE)
                .setDeploymentId("d")
                .setActor("ada")
                .setReason("because")
                .setRequestedAt(NOW)
                .build();
    }

    @Test
    void aReleaseWithoutVerdictCannotBeRead() {
        DeploymentCommand command = DeploymentCommand.newBuilder()
                .setCommandId("c")
                .setKind(CommandKind.RELEASE)
                .setLaneId(LANE)
                .setDeploymentId("d")
                .setActor("ada")
                .setReason("because")
                .setRequestedAt(NOW)
                .build();
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_COMMANDS, command);

        assertThatThrownBy(() -> hosted.sources().get(1).reader().read(LANE, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("verdict");
    }

    @Test
    void everyEventIsOfTheTraceThatItsRequestCameWithAfterARestart() {
        LaneEvent failed = lastEvent(
                TRACED, new LaneObservation.DatabaseFailed(new Tenure("d", 1, NOW.toEpochMilli()), "no server"));

        assertThat(CloudEventHeaders.text(hosted.toRecord().apply(failed).headers(), "traceparent"))
                .contains(TRACE);
    }

    @Test
    void withoutATraceARequestHasTheOneThatFollowsFromItsId() {
        RecordHeaders hostile = new RecordHeaders();
        hostile.add("traceparent", "00-nonsense".getBytes(StandardCharsets.UTF_8));

        LaneEvent failed = lastEvent(
                hostile, new LaneObservation.DatabaseFailed(new Tenure("d", 1, NOW.toEpochMilli()), "no server"));

        assertThat(CloudEventHeaders.text(hosted.toRecord().apply(failed).headers(), "traceparent"))
                .contains(TraceParent.derivedFrom("d").text());
    }

    @Test
    void aStateOfAnEarlierVersionHasNoTraceAndIsRead() {
        LaneState state = hosted.machine()
                .step(hosted.machine().initial(LANE), requested(TRACED), NOW)
                .state();
        String json = new String(hosted.states().encode(state), StandardCharsets.UTF_8);
        String before = json.replace(",\"trace\":\"" + TRACE + "\"", "");
        assertThat(before).isNotEqualTo(json);

        LaneState read = hosted.states().decode(before.getBytes(StandardCharsets.UTF_8));

        assertThat(read.holder().orElseThrow().entry().work().cause()).isEqualTo(TraceParent.derivedFrom("d"));
    }

    private LaneInput requested(Headers headers) {
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_REQUESTED, request());
        return hosted.sources().get(0).reader().read(LANE, bytes, headers);
    }

    /** What is said last, after the request below and observations. */
    private LaneEvent lastEvent(LaneInput... observations) {
        return lastEvent(new RecordHeaders(), observations);
    }

    private LaneEvent lastEvent(Headers headers, LaneInput... observations) {
        LaneInput requested = requested(headers);
        LaneState state = hosted.machine()
                .step(hosted.machine().initial(LANE), requested, NOW)
                .state();
        List<LaneEvent> events = List.of();
        for (LaneInput observation : observations) {
            // As after a restart: through the store's bytes.
            LaneState restored = hosted.states().decode(hosted.states().encode(state));
            var decision = hosted.machine().step(restored, observation, NOW);
            state = decision.state();
            events = decision.events();
        }
        return events.getLast();
    }

    private static DeploymentRequested request() {
        ContainerSpec container = ContainerSpec.newBuilder()
                .setImage("image:1")
                .setEnv(List.of(
                        EnvironmentVariable.newBuilder()
                                .setName("COLOUR")
                                .setValue("blue")
                                .build(),
                        EnvironmentVariable.newBuilder()
                                .setName("DATABASE_URL")
                                .setValue("from the manifest")
                                .build(),
                        EnvironmentVariable.newBuilder()
                                .setName("JDBC_DATABASE_URL")
                                .setValue("from the manifest")
                                .build()))
                .build();
        return RequestEvents.request(LANE, NOW, container)
                .setDatabase(DatabaseAccess.newBuilder()
                        .setDatabaseId(LANE)
                        .setDatabaseName("payments")
                        .build())
                .build();
    }
}
