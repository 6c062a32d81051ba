package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.neverStarted;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What begins another attempt: a person, or the rule for what may be tried again by itself. */
class LaneRetryTest {
    private final Lanes lane = new Lanes();

    @Test
    void aRetryIsANewAttemptAndTheSameCommandTwiceIsOne() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 3));

        lane.giveAll(retry("a"), retry("a"), prepared("a", 2), started("a", 2), exited("a", 2, 3), retry("a"));

        assertThat(lane.effects)
                .filteredOn(LaneEffect.StartExecution.class::isInstance)
                .extracting(
                        effect -> ((LaneEffect.StartExecution) effect).tenure().attempt())
                .containsExactly(1, 2);
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void exitCode75IsTriedAgainAsOftenAsTheManifestAllows() {
        lane.give(new LaneInput.Requested(
                Lanes.request("a", Optional.of(Lanes.migration(1)), Optional.of(Lanes.access()))));
        lane.giveAll(prepared("a", 1), started("a", 1), exited("a", 1, 75));
        assertThat(lane.machine.unfinished(lane.state)).isEmpty();

        lane.wake();
        lane.giveAll(prepared("a", 2), started("a", 2), exited("a", 2, 75));

        assertThat(lane.events)
                .hasExactlyElementsOfTypes(LaneEvent.Started.class, LaneEvent.Started.class, LaneEvent.Failed.class);
    }

    @Test
    void anExecutionWhoseContainerNeverStartedIsFollowedByTwoMoreAtMost() {
        lane.giveAll(requested("a"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            lane.wake(attempt == 1 ? 0 : 1);
            lane.giveAll(prepared("a", attempt), started("a", attempt));
            assertThat(lane.state.holder()).isPresent();
            lane.give(neverStarted("a", attempt));
        }

        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.Failed.class,
                        failed -> assertThat(failed.entry().attempt()).isEqualTo(3));
    }

    @Test
    void whoNeverStartedLosesNoneOfTheTriesThatTheManifestAllows() {
        lane.give(new LaneInput.Requested(
                Lanes.request("a", Optional.of(Lanes.migration(1)), Optional.of(Lanes.access()))));
        lane.giveAll(prepared("a", 1), started("a", 1), neverStarted("a", 1));
        lane.wake();
        lane.giveAll(prepared("a", 2), started("a", 2), neverStarted("a", 2));
        lane.wake();
        lane.giveAll(prepared("a", 3), started("a", 3), exited("a", 3, 75));
        lane.wake();
        assertThat(lane.state.holder()).isPresent();

        lane.giveAll(prepared("a", 4), started("a", 4), exited("a", 4, 75));

        assertThat(lane.state.holder()).isEmpty();
        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.Failed.class);
    }
}
