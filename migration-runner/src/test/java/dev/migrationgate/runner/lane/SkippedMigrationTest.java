package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.SECRETS;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.runner.lane.LaneEvent.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A redeploy whose migration a person chose to leave out. */
class SkippedMigrationTest {
    private final Lanes lane = new Lanes();

    @Test
    void aSkippedMigrationOpensTheGateWithoutAJobAndIsToldAsSkipped() {
        lane.giveAll(Lanes.skipping("a"), prepared("a", 1), checked("a", 1));

        assertThat(lane.effects)
                .hasExactlyElementsOfTypes(LaneEffect.PrepareDatabase.class, LaneEffect.CheckDatabase.class);
        assertThat(lane.events).singleElement().isInstanceOfSatisfying(LaneEvent.Succeeded.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(end.evidence()).isEmpty();
            assertThat(end.secrets()).contains(SECRETS);
        });
        // No job of it is to be deleted later.
        assertThat(lane.machine.wakeAt(lane.state)).isEmpty();
    }

    @Test
    void aSkippedMigrationWithoutADatabaseIsSkippedAtOnce() {
        lane.give(Lanes.skipping("a", Optional.empty()));

        assertThat(lane.effects).isEmpty();
        assertThat(lane.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        LaneEvent.Succeeded.class,
                        end -> assertThat(end.outcome()).isEqualTo(Outcome.SKIPPED));
    }

    @Test
    void aSkippedMigrationWaitsForItsTurnAsAnyOther() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), Lanes.skipping("b"), requested("c"));
        assertThat(lane.state.waiting()).hasSize(2);

        lane.giveAll(succeeded("a", 1), checked("a", 1), prepared("b", 1), checked("b", 1));

        assertThat(lane.events.subList(1, 3))
                .extracting(SkippedMigrationTest::opened)
                .containsExactly("a", "b");
        assertThat(lane.state.holder().orElseThrow().entry().belongsTo("c")).isTrue();
    }

    /** What was skipped has not migrated, so it keeps no older migration from its turn. */
    @Test
    void anOlderMigrationThatWaitsBehindASkippedOneStillRuns() {
        Instant earlier = Lanes.START.minusSeconds(60);
        lane.giveAll(Lanes.skipping("a"), Lanes.requestedAt("b", earlier), prepared("a", 1), checked("a", 1));

        assertThat(lane.state.holder().orElseThrow().entry().belongsTo("b")).isTrue();
    }

    @Test
    void aDatabaseThatIsNotAsDeclaredShutsTheGateAndNothingWasStarted() {
        lane.giveAll(Lanes.skipping("a"), prepared("a", 1), Lanes.drifted("a", 1, "GRANT SELECT"));

        assertThat(lane.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        LaneEvent.Failed.class,
                        failed -> assertThat(failed.started()).isFalse());
    }

    @Test
    void whatRunsIsNotSkipped() {
        Request runs = ((LaneInput.Requested) requested("a")).request();

        assertThatThrownBy(() -> new Request(
                        "a",
                        runs.applicationId(),
                        runs.version(),
                        runs.requestedAt(),
                        runs.cloudProject(),
                        runs.migration(),
                        true,
                        runs.database(),
                        runs.envelope()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSkippedMigrationIsReadFromAStateThatNamesNothingToRun() {
        lane.give(Lanes.skipping("a"));
        JsonCodec<LaneState> states = new JsonCodec<>(LaneState.class);
        String kept = new String(states.encode(lane.state), StandardCharsets.UTF_8);

        // An earlier version, which does not know the field, has no migration that it could run.
        LaneState older =
                states.decode(kept.replace("\"migrationSkipped\":true,", "").getBytes(StandardCharsets.UTF_8));

        assertThat(kept).contains("\"migrationSkipped\":true,", "\"migration\":null");
        assertThat(older.holder().orElseThrow().entry().request().migration()).isEmpty();
        assertThat(older.holder().orElseThrow().entry().request().migrationSkipped())
                .isFalse();
    }

    private static String opened(LaneEvent event) {
        return ((LaneEvent.Succeeded) event).entry().request().deploymentId();
    }
}
