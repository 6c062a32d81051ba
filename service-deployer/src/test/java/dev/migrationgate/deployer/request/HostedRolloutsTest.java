package dev.migrationgate.deployer.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedSuccess;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.deployer.rollout.ContainerPlan;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.EnvironmentValue;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.Failure;
import dev.migrationgate.deployer.rollout.GateOutcome;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.deployer.rollout.ServicePlan;
import dev.migrationgate.deployer.rollout.StartupCheck;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.host.streams.OutgoingRecord;
import dev.migrationgate.host.streams.Source;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.span.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HostedRolloutsTest {
    private static final SigningKey KEY = SigningKey.draw();
    private static final Instant NOW = Openings.DECIDED.plusMillis(100);

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final RolloutMachine machine = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));
    private final List<RolloutEvent> ended = new ArrayList<>();
    private final Hosted<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> hosted = HostedRollouts.of(
            machine, codec, PublicKeys.parse(List.of(KEY.publicPem())), (_, _, _, _) -> {}, Traces.off(), ended::add);

    @Test
    void theDeployerReadsOpenedGatesAndNothingElse() {
        assertThat(hosted.sources()).extracting(Source::topic).containsExactly("migration-succeeded");
        assertThat(hosted.observations().name()).isEqualTo("service-deployer-observations");
    }

    @Test
    void theWholeRequestIsUnderstood() {
        assertThat(read(Openings.ID, Openings.PINNED)).isEqualTo(new RolloutInput.GateOpened(deployment()));
    }

    @Test
    void aSecretWithoutAVersionIsNoDeployment() {
        assertThatThrownBy(() -> read(Openings.ID, "projects/p1/secrets/payments-db-runtime/versions/v1"))
                .isInstanceOf(UndecodableException.class)
                .cause()
                .hasMessageContaining("DATABASE_URL names no version of a secret");
    }

    @Test
    void anIdThatNoResourceCouldCarryIsNoDeployment() {
        assertThatThrownBy(() -> read("Not An Id", Openings.PINNED)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void everyStateOnTheWaySurvivesItsBytes() {
        String id = Openings.ID;
        List<RolloutInput> way = List.of(
                new RolloutInput.GateOpened(deployment()),
                new RolloutInput.Troubled(id, "UNAVAILABLE"),
                new RolloutInput.EvidenceAccepted(id, deployment().gateId()),
                new RolloutInput.RevisionCreated(id, NOW),
                new RolloutInput.RevisionReady(id),
                new RolloutInput.Refused(id, "no"),
                new RolloutInput.TrafficWithdrawn(id));
        var all = new JsonCodec<>(RolloutInput.class);
        RolloutState state = machine.initial("app");

        for (RolloutInput input : way) {
            RolloutInput decoded = all.decode(all.encode(input));
            assertThat(decoded).isEqualTo(input);
            state = machine.step(state, decoded, NOW).state();
            assertThat(hosted.states().decode(hosted.states().encode(state))).isEqualTo(state);
        }

        assertThat(state.current()).isEmpty();
        assertThat(state.history().ended()).hasSize(1);
    }

    @Test
    void observationsWithMoreInThemSurviveTheirBytes() {
        for (RolloutInput input : List.of(
                new RolloutInput.EvidenceRefused("id", "gate", "forged"),
                new RolloutInput.RevisionFailed("id", "exit 1"),
                new RolloutInput.TrafficShifted("id", "http://127.0.0.1"),
                new RolloutInput.NewerFound("id", "newer"))) {
            assertThat(hosted.inputs().decode(hosted.inputs().encode(input))).isEqualTo(input);
        }
    }

    @Test
    void aDeploymentIsToldWithAllItsTimesAndAStableId() {
        RolloutEvent event = new RolloutEvent.Deployed(deployment(), "http://127.0.0.1:1", NOW, NOW.plusSeconds(3));

        OutgoingRecord outgoing = hosted.toRecord().apply(event);

        assertThat(ended).containsExactly(event);
        assertThat(outgoing.topic()).isEqualTo("service-deployed");
        assertThat(outgoing.key()).isEqualTo("o/u/e/p/api");
        assertThat(CloudEventHeaders.text(outgoing.headers(), "ce_id")).contains(Openings.ID + "-deployed");
        assertThat(CloudEventHeaders.text(outgoing.headers(), "ce_source")).contains("/service-deployer");
        assertThat(CloudEventHeaders.text(outgoing.headers(), "ce_subject")).contains(Openings.ID);
        assertThat(codec.decode(Topics.SERVICE_DEPLOYED, outgoing.value()))
                .isEqualTo(ServiceDeployed.newBuilder()
                        .setDeploymentId(Openings.ID)
                        .setApplicationId("o/u/e/p/api")
                        .setVersion("v1.0.0")
                        .setService("projects/p1/locations/r1/services/api")
                        .setRevision("projects/p1/locations/r1/services/api/revisions/api-dabcdefghi")
                        .setUri("http://127.0.0.1:1")
                        .setMigrationOutcome(MigrationOutcome.APPLIED)
                        .setRequestedAt(Openings.REQUESTED)
                        .setUpdateCalledAt(NOW)
                        .setDeployedAt(NOW.plusSeconds(3))
                        .build());
    }

    @Test
    void failureAndSupersessionGoToTheirOwnTopics() {
        OutgoingRecord failed = hosted.toRecord()
                .apply(new RolloutEvent.DeployFailed(
                        deployment(), new Failure(Failure.Reason.NOT_READY, "exit 1"), Optional.of("r"), NOW));
        OutgoingRecord superseded = hosted.toRecord().apply(new RolloutEvent.Superseded(deployment(), "dnewer", NOW));

        var failure = codec.decode(Topics.SERVICE_DEPLOY_FAILED, failed.value());
        assertThat(failure.getReason()).isEqualTo("NOT_READY");
        assertThat(failure.getMessage()).isEqualTo("exit 1");
        assertThat(failure.getRevision()).contains("r");
        assertThat(codec.decode(Topics.DEPLOYMENT_SUPERSEDED, superseded.value())
                        .getSupersededBy())
                .isEqualTo("dnewer");
    }

    @Test
    void aRefusedEventGoesToTheDeadLettersAsItCame() {
        OutgoingRecord letter = hosted.toRecord().apply(new RolloutEvent.Rejected(deployment(), "belongs to d2", NOW));

        assertThat(letter.topic()).isEqualTo("dead-letter");
        assertThat(letter.key()).isEqualTo("o/u/e/p/api");
        assertThat(letter.value()).isEqualTo(signed(Openings.applied(Openings.ID, Openings.PINNED)));
        assertThat(CloudEventHeaders.text(letter.headers(), "dl_topic")).contains("migration-succeeded");
        assertThat(CloudEventHeaders.text(letter.headers(), "dl_reason"))
                .contains("the evidence does not hold: belongs to d2");
    }

    @Test
    void anEventThatThereIsNoRoomForCanBeReplayedAsItCame() {
        OutgoingRecord letter =
                hosted.toRecord().apply(new RolloutEvent.TurnedAway(deployment(), "7 wait already", NOW));

        assertThat(letter.topic()).isEqualTo("dead-letter");
        assertThat(letter.value()).isEqualTo(signed(Openings.applied(Openings.ID, Openings.PINNED)));
        assertThat(CloudEventHeaders.text(letter.headers(), "dl_topic")).contains("migration-succeeded");
        assertThat(CloudEventHeaders.text(letter.headers(), "dl_reason"))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("7 wait already").contains("gate dead-letter replay"));
    }

    @Test
    void aMigrationThatAPersonLeftOutIsThereAllTheSame() {
        MigrationSucceeded applied = Openings.applied(Openings.ID, Openings.PINNED);
        DeploymentRequested request = applied.getRequest();
        MigrationSucceeded skipped = MigrationSucceeded.newBuilder(applied)
                .setOutcome(MigrationOutcome.SKIPPED)
                .setEvidence(null)
                .setRequest(DeploymentRequested.newBuilder(request)
                        .setSkippedMigration(request.getMigration().orElseThrow())
                        .setMigration(null)
                        .build())
                .build();

        var input =
                (RolloutInput.GateOpened) hosted.sources().getFirst().reader().read("o/u/e/p/api", signed(skipped));

        assertThat(input.deployment().outcome()).isEqualTo(GateOutcome.SKIPPED);
        assertThat(input.deployment().migrationImage()).contains("migrate:1");
    }

    /** What the broker's administrator could write there opens nothing. */
    @Test
    void anOpenedGateIsNoObservation() {
        byte[] forged = new JsonCodec<>(RolloutInput.class).encode(new RolloutInput.GateOpened(deployment()));

        assertThatThrownBy(() -> hosted.inputs().decode(forged)).isInstanceOf(IllegalArgumentException.class);
        RolloutInput seen = new RolloutInput.RevisionReady(Openings.ID);
        assertThat(hosted.inputs().decode(hosted.inputs().encode(seen))).isEqualTo(seen);
    }

    @Test
    void whatNoTrustedRunnerSaidIsRefusedWithTheReason() {
        MigrationSucceeded said = Openings.applied(Openings.ID, Openings.PINNED);
        MigrationSucceeded signed = SignedSuccess.sign(said, KEY);

        assertRefused(said, "it is not signed");
        assertRefused(SignedSuccess.sign(said, SigningKey.draw()), "and trusted are [" + KEY.id() + "]");
        assertRefused(
                MigrationSucceeded.newBuilder(signed)
                        .setOutcome(MigrationOutcome.SKIPPED)
                        .build(),
                "it is not what the key " + KEY.id() + " signed");
    }

    @Test
    void theSameEventUnderAnotherTraceIsNoOtherEvent() {
        byte[] event = signed(Openings.applied(Openings.ID, Openings.PINNED));
        RolloutState state = machine.step(machine.initial("o/u/e/p/api"), read(event, "caller"), NOW)
                .state();

        var again = machine.step(state, read(event, "another"), NOW);

        assertThat(again.state()).isEqualTo(state);
        assertThat(again.effects()).isEmpty();
    }

    @Test
    void theEndingIsOfTheTraceThatTheGateWasOpenedIn() {
        byte[] event = signed(Openings.applied(Openings.ID, Openings.PINNED));
        var opened = (RolloutInput.GateOpened) read(event, "caller");

        OutgoingRecord outgoing =
                hosted.toRecord().apply(new RolloutEvent.Deployed(opened.deployment(), "http://127.0.0.1:1", NOW, NOW));

        assertThat(CloudEventHeaders.text(outgoing.headers(), "traceparent"))
                .contains(TraceParent.derivedFrom("caller").text());
    }

    private RolloutInput read(byte[] event, String trace) {
        var headers = new RecordHeaders();
        headers.add("traceparent", TraceParent.derivedFrom(trace).text().getBytes(StandardCharsets.UTF_8));
        return hosted.sources().getFirst().reader().read("o/u/e/p/api", event, headers);
    }

    private void assertRefused(MigrationSucceeded event, String reason) {
        byte[] bytes = codec.encode(Topics.MIGRATION_SUCCEEDED, event);
        assertThatThrownBy(() -> hosted.sources().getFirst().reader().read("o/u/e/p/api", bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContainingAll("whoever wrote it is not the runner", reason);
    }

    private byte[] signed(MigrationSucceeded event) {
        return codec.encode(Topics.MIGRATION_SUCCEEDED, SignedSuccess.sign(event, KEY));
    }

    private RolloutInput read(String deploymentId, String secretVersion) {
        byte[] bytes = signed(Openings.applied(deploymentId, secretVersion));
        return hosted.sources().getFirst().reader().read("o/u/e/p/api", bytes);
    }

    private String gate() {
        byte[] event = signed(Openings.applied(Openings.ID, Openings.PINNED));
        return Base64.getEncoder().encodeToString(event);
    }

    private Deployment deployment() {
        ContainerPlan container = new ContainerPlan(
                "api:1",
                List.of("serve"),
                List.of("--quiet"),
                List.of(
                        new EnvironmentValue.Plain("MODE", "live"),
                        new EnvironmentValue.Secret("DATABASE_URL", "projects/p1/secrets/payments-db-runtime", "3")),
                Optional.of("1"),
                Optional.of("512Mi"));
        ServicePlan service = new ServicePlan(
                "p1",
                "r1",
                "api",
                container,
                8080,
                Optional.of(new StartupCheck(Optional.of("/health"), 8080, 1, 2, 30)),
                0,
                Optional.of(4),
                Duration.ofMinutes(2),
                Optional.empty());
        Evidence evidence = new Evidence(
                "projects/p1/locations/r1/jobs/m", "projects/p1/locations/r1/jobs/m/executions/m-run", "migrate:1", 7);
        return new Deployment(
                Openings.ID,
                "o/u/e/p/api",
                "v1.0.0",
                Openings.REQUESTED,
                Openings.DECIDED,
                GateOutcome.APPLIED,
                Optional.of(evidence),
                Optional.of("migrate:1"),
                service,
                gate(),
                Optional.empty());
    }
}
