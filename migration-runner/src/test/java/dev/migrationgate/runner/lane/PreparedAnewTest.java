package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.drifted;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.tenure;
import static dev.migrationgate.runner.lane.Lanes.withoutAnything;
import static dev.migrationgate.runner.lane.Lanes.withoutMigration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database is made ready from the ground up where an attempt may have left anything there. */
class PreparedAnewTest {
    private final Lanes lane = new Lanes();

    @Test
    void anApplicationsFirstDatabaseIsNotPreparedAnew() {
        lane.give(requested("a"));

        assertThat(asked().anew()).isFalse();
    }

    @Test
    void afterAFailedMigrationEverythingIsPreparedAnewUntilOnePasses() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1), requested("b"));
        assertThat(asked().anew()).isTrue();

        lane.giveAll(prepared("b", 1), started("b", 1), succeeded("b", 1), checked("b", 1), requested("c"));

        assertThat(asked().anew()).isFalse();
    }

    @Test
    void anotherApplicationOfTheLaneIsNotPreparedAnew() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1));
        Request own = Lanes.request("b", Optional.empty(), Optional.of(Lanes.access()));

        lane.give(new LaneInput.Requested(new Request(
                "b",
                "o/u/e/p/other",
                own.version(),
                own.requestedAt(),
                own.cloudProject(),
                own.migration(),
                false,
                own.database(),
                own.envelope())));

        assertThat(asked().anew()).isFalse();
    }

    @Test
    void aRetryIsPreparedAnew() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1), retry("a"));

        assertThat(asked().anew()).isTrue();
    }

    @Test
    void anAttemptThatFollowsByItselfIsPreparedAnew() {
        lane.giveAll(requested("a", CancelPolicy.NEVER), prepared("a", 1), started("a", 1));
        lane.give(exited("a", 1, LaneRules.TEMPORARY_FAILURE));

        lane.wake();

        assertThat(asked().anew()).isTrue();
    }

    @Test
    void afterADriftEverythingIsPreparedAnew() {
        lane.giveAll(withoutMigration("a"), prepared("a", 1), drifted("a", 1, "GRANT"), requested("b"));

        assertThat(asked().anew()).isTrue();
    }

    @Test
    void afterAPreparationThatFailedEverythingIsPreparedAnew() {
        lane.giveAll(requested("a"), new LaneObservation.DatabaseFailed(tenure("a", 1), "no"), requested("b"));

        assertThat(asked().anew()).isTrue();
    }

    @Test
    void whoWasCancelledAfterItsStartMayHaveLeftAnything() {
        lane.giveAll(requested("a", CancelPolicy.GRACEFUL), prepared("a", 1), started("a", 1), cancel("a"));
        lane.giveAll(succeeded("a", 1), requested("b"));

        assertThat(asked().anew()).isTrue();
    }

    @Test
    void whoWasCancelledBeforeItsStartHasLeftNothing() {
        lane.giveAll(requested("a"), cancel("a"), requested("b"));

        assertThat(asked().anew()).isFalse();
    }

    @Test
    void whatPassedWithoutADatabaseHasNotMadeItReady() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1));

        lane.giveAll(withoutAnything("b"), requested("c"));

        assertThat(asked().anew()).isTrue();
    }

    @Test
    void aRepetitionAsksTheSame() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1), requested("b"));
        LaneEffect first = asked();
        lane.give(new LaneObservation.DatabaseUnclear(tenure("b", 1), "away"));

        lane.wake();

        assertThat(asked()).isEqualTo(first);
        assertThat(lane.machine.unfinished(lane.state)).containsExactly(first);
    }

    @Test
    void aPreparationThatAnEarlierVersionBeganGoesOnAsItWas() {
        lane.give(requested("a"));
        JsonCodec<LaneState> states = new JsonCodec<>(LaneState.class);
        String text = new String(states.encode(lane.state), StandardCharsets.UTF_8);
        String earlier = text.replace(",\"anew\":false", "");
        assertThat(earlier).isNotEqualTo(text);

        LaneState read = states.decode(earlier.getBytes(StandardCharsets.UTF_8));

        assertThat(read).isEqualTo(lane.state);
    }

    private LaneEffect.PrepareDatabase asked() {
        return (LaneEffect.PrepareDatabase) lane.effects.getLast();
    }
}
