package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.SECRETS;
import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.tenure;
import static dev.migrationgate.runner.lane.Lanes.withoutMigration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What making a database ready changed is told at the deployment's end, whichever that is. */
class DatabaseChangesTest {
    private final Lanes lane = new Lanes();

    @Test
    void changesAreToldByTheOpenedGate() {
        lane.giveAll(withoutMigration("a"), prepared("a", 1, "role made", "schema made"), checked("a", 1));

        assertThat(((LaneEvent.Succeeded) lane.events.getLast())
                        .entry()
                        .changes()
                        .told())
                .containsExactly("role made", "schema made");
    }

    @Test
    void changesAddUpOverAttemptsAndEachIsToldOnce() {
        lane.giveAll(requested("a"), prepared("a", 1, "role made"), started("a", 1), exited("a", 1, 1));
        assertThat(failed().told()).containsExactly("role made");

        lane.giveAll(retry("a"), prepared("a", 2, "granted", "role made"), started("a", 2), exited("a", 2, 1));

        assertThat(failed().told()).containsExactly("role made", "granted");
    }

    @Test
    void changesAddUpOverAttemptsThatFollowByThemselves() {
        lane.giveAll(requested("a", CancelPolicy.NEVER), prepared("a", 1, "role made"), started("a", 1));
        lane.give(exited("a", 1, LaneRules.TEMPORARY_FAILURE));
        lane.wake();

        lane.giveAll(prepared("a", 2, "granted"), started("a", 2), exited("a", 2, 1));

        assertThat(failed().told()).containsExactly("role made", "granted");
    }

    @Test
    void aCancelledDeploymentTellsItsChanges() {
        lane.giveAll(requested("a", CancelPolicy.GRACEFUL), prepared("a", 1, "role made"), started("a", 1));

        lane.giveAll(cancel("a"), succeeded("a", 1));

        assertThat(((LaneEvent.Cancelled) lane.events.getLast())
                        .entry()
                        .changes()
                        .told())
                .containsExactly("role made");
    }

    @Test
    void changesCountThoughAnotherWasQuickerAndHadNothingLeftToChange() {
        lane.giveAll(requested("a"), prepared("a", 1));
        Phase before = lane.state.holder().orElseThrow().phase();
        int asked = lane.effects.size();

        lane.give(prepared("a", 1, "role made"));

        assertThat(lane.state.holder().orElseThrow().phase()).isEqualTo(before);
        assertThat(lane.effects).hasSize(asked);
        lane.giveAll(started("a", 1), exited("a", 1, 1));
        assertThat(failed().told()).containsExactly("role made");
    }

    @Test
    void whatChangedBeforeItFailedOrHungIsTold() {
        lane.giveAll(requested("a"), new LaneObservation.DatabaseUnclear(tenure("a", 1), "away", List.of("role made")));
        lane.wake();
        lane.give(new LaneObservation.DatabaseFailed(tenure("a", 1), "no extension", List.of("database made")));

        assertThat(failed().told()).containsExactly("role made", "database made");
    }

    @Test
    void aDatabaseThatStaysAwayIsToldAsTheReason() {
        lane.giveAll(requested("a"), new LaneObservation.DatabaseUnclear(tenure("a", 1), "connection refused"));

        lane.wakeUntil(LaneEvent.Failed.class);

        assertThat(((LaneEvent.Failed) lane.events.getLast()).failure())
                .isEqualTo(Failure.of(Failure.DEADLINE, "not within PT10M of starting: connection refused"));
    }

    @Test
    void ofManyChangesTheFirstAreToldAndHowManyMoreThereAre() {
        Changes once = Changes.NONE.and(changes(0, 103));
        Changes again = once.and(changes(50, 105));

        assertThat(once.told()).hasSize(101).endsWith("change 99", "and 3 more");
        assertThat(again.lines()).isEqualTo(once.lines());
        assertThat(Changes.NONE.and(changes(0, 100)).told()).hasSize(100).endsWith("change 99");
    }

    @Test
    void anAttemptThatAnEarlierVersionKeptHasNoChanges() {
        lane.giveAll(requested("a"), new LaneObservation.DatabaseFailed(tenure("a", 1), "no"));
        JsonCodec<LaneState> states = new JsonCodec<>(LaneState.class);
        String text = new String(states.encode(lane.state), StandardCharsets.UTF_8);
        String earlier = text.replace(",\"changes\":{\"lines\":[],\"more\":0}", "");
        assertThat(earlier).isNotEqualTo(text);

        assertThat(states.decode(earlier.getBytes(StandardCharsets.UTF_8))).isEqualTo(lane.state);
    }

    private Changes failed() {
        return ((LaneEvent.Failed) lane.events.getLast()).entry().changes();
    }

    private static List<String> changes(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "change " + i).toList();
    }

    private static LaneObservation prepared(String id, int attempt, String... changes) {
        return new LaneObservation.DatabasePrepared(tenure(id, attempt), SECRETS, List.of(changes));
    }
}
