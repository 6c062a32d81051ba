package dev.migrationgate.runner.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.Changes;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.Deadline;
import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.Envelope;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Past;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Request;
import dev.migrationgate.runner.lane.Tries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaneViewTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Optional<DatabaseSecrets> SECRETS = Optional.of(new DatabaseSecrets(
            "projects/p/secrets/migrator/versions/1",
            "projects/p/secrets/app/versions/1",
            Optional.empty(),
            Optional.empty()));
    private static final ExecutionRef EXECUTION = new ExecutionRef("jobs/j", "executions/e", NOON);
    private static final Deadline DEADLINE = new Deadline(NOON.plusSeconds(60), "PT1M of something");

    private static final Tries TRIES = new Tries(1, Optional.empty(), Optional.of("a quota"));

    @Test
    void aLaneShowsItsHolderAndItsQueueInOrder() {
        var holder = new LaneState.Holder(entry("d1"), new Phase.Running(SECRETS, EXECUTION, DEADLINE));
        var lane = new LaneState(
                "Database/x",
                7,
                Optional.of(holder),
                List.of(entry("d2"), entry("d3")),
                List.of(),
                List.of(),
                Map.of(),
                LaneState.empty("Database/x").seen());

        assertThat(LaneView.of(List.of(lane)).toString())
                .isEqualTo("{lanes=[{lane=Database/x, epoch=7, "
                        + "holder={deploymentId=d1, applicationId=o/u/e/p/app, version=1.0.0, attempt=1, "
                        + "requestedAt=2026-11-01T12:00:00Z, queuedAt=2026-11-01T12:00:00Z, phase=running, "
                        + "deadline=2026-11-01T12:01:00Z, deadlineRule=PT1M of something, execution=executions/e}, "
                        + "waiting=[{deploymentId=d2, applicationId=o/u/e/p/app, version=1.0.0, attempt=1, "
                        + "requestedAt=2026-11-01T12:00:00Z, queuedAt=2026-11-01T12:00:00Z}, "
                        + "{deploymentId=d3, applicationId=o/u/e/p/app, version=1.0.0, attempt=1, "
                        + "requestedAt=2026-11-01T12:00:00Z, queuedAt=2026-11-01T12:00:00Z}]}]}");
    }

    @ParameterizedTest
    @MethodSource("phases")
    void everyPhaseHasItsNameAndNoneShowsWhereSecretsAre(Phase phase, String name) {
        var holder = new LaneState.Holder(entry("d1"), phase);
        var lane = new LaneState(
                "Database/x",
                7,
                Optional.of(holder),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                LaneState.empty("Database/x").seen());

        String shown = LaneView.of(List.of(lane)).toString();

        assertThat(shown).contains("phase=" + name).doesNotContain("secrets");
    }

    static Stream<Arguments> phases() {
        return Stream.of(
                Arguments.of(new Phase.Preparing(DEADLINE, TRIES, false, Optional.of("0f")), "preparing"),
                Arguments.of(new Phase.Starting(SECRETS, DEADLINE, TRIES, false), "starting"),
                Arguments.of(
                        new Phase.Confirming(SECRETS, Failure.of(Failure.START_REFUSED, "no"), DEADLINE, TRIES, false),
                        "confirming"),
                Arguments.of(new Phase.Running(SECRETS, EXECUTION, DEADLINE), "running"),
                Arguments.of(new Phase.Cancelling(SECRETS, EXECUTION, "asked to", DEADLINE, TRIES), "cancelling"),
                Arguments.of(
                        new Phase.Quarantined(SECRETS, Optional.empty(), "deleted", NOON, TRIES, false), "quarantined"),
                Arguments.of(
                        new Phase.Checking(SECRETS, LaneEvent.Outcome.NOT_REQUIRED, Optional.empty(), DEADLINE, TRIES),
                        "checking"));
    }

    @Test
    void aLaneShowsWhoseDatabaseRolesGetNewPasswordsThoughNobodyHoldsIt() {
        var waits = new Past(
                Optional.of("d1"), Optional.of(NOON), Optional.empty(), Optional.of(true), false, Optional.of("0f"));
        var waitsNot = new Past(
                Optional.of("d2"), Optional.of(NOON), Optional.empty(), Optional.of(true), false, Optional.empty());
        var lane = new LaneState(
                "Database/x",
                7,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of("o/u/e/p/b", waits, "o/u/e/p/a", waits, "o/u/e/p/c", waitsNot),
                LaneState.empty("Database/x").seen());

        assertThat(LaneView.of(List.of(lane)).toString())
                .isEqualTo("{lanes=[{lane=Database/x, epoch=7, waiting=[], rotations=[o/u/e/p/a, o/u/e/p/b]}]}");
    }

    @Test
    void aLaneWithNothingInItIsLeftOut() {
        assertThat(LaneView.of(List.of(LaneState.empty("Database/x")))).containsEntry("lanes", List.of());
    }

    private static Entry entry(String id) {
        var envelope = Envelope.of(id.getBytes(StandardCharsets.UTF_8));
        var request = new Request(
                id, "o/u/e/p/app", "1.0.0", NOON, "project", Optional.empty(), false, Optional.empty(), envelope);
        return new Entry(request, 1, 0, 0, NOON, NOON, Optional.empty(), Changes.NONE);
    }
}
