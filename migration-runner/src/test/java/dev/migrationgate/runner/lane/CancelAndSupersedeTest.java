package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.requestedAt;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.superseding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancelAndSupersedeTest {
    private final Lanes lane = new Lanes();

    @Test
    void aGracefulCancelLetsTheMigrationEndAndDeploysNothing() {
        lane.giveAll(requested("a", CancelPolicy.GRACEFUL), prepared("a", 1), started("a", 1), cancel("a"));

        assertThat(lane.effects).noneMatch(LaneEffect.CancelExecution.class::isInstance);
        lane.give(succeeded("a", 1));

        assertThat(lane.events).noneMatch(LaneEvent.Succeeded.class::isInstance);
        assertThat((LaneEvent.Cancelled) lane.events.getLast()).satisfies(end -> {
            assertThat(end.actor()).isEqualTo("ada");
            assertThat(end.reason()).isEqualTo("wrong version (its migration had succeeded all the same)");
        });
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void aForcedCancelHoldsTheLaneUntilTheEndIsSeen() {
        lane.giveAll(
                requested("a", CancelPolicy.FORCE), requested("b"), prepared("a", 1), started("a", 1), cancel("a"));

        assertThat(lane.effects).anyMatch(LaneEffect.CancelExecution.class::isInstance);
        assertThat(lane.state.holder().orElseThrow().entry().belongsTo("a")).isTrue();

        lane.give(exited("a", 1, 143));

        assertThat((LaneEvent.Cancelled) lane.events.getLast())
                .extracting(LaneEvent.Cancelled::reason)
                .isEqualTo("wrong version (its migration ended: exited with 143)");
        assertThat(lane.state.holder().orElseThrow().entry().belongsTo("b")).isTrue();
    }

    @Test
    void aCancelWhileTheStartIsUnderWayActsOnceTheExecutionIsKnown() {
        lane.giveAll(requested("a", CancelPolicy.FORCE), prepared("a", 1), cancel("a"));
        assertThat(lane.effects).noneMatch(LaneEffect.CancelExecution.class::isInstance);

        lane.give(started("a", 1));

        assertThat(lane.effects).anyMatch(LaneEffect.CancelExecution.class::isInstance);
    }

    @Test
    void aCancelledMigrationIsNotTriedAgainByItself() {
        lane.giveAll(requested("a", CancelPolicy.GRACEFUL), prepared("a", 1), started("a", 1), cancel("a"));

        lane.give(exited("a", 1, LaneRules.TEMPORARY_FAILURE));

        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.Cancelled.class);
    }

    @Test
    void aNewerRequestThatSaysSoSupersedesThoseThatStillWaitButNotTheOneThatRuns() {
        lane.giveAll(requested("a"), requested("b"), requested("c"), superseding("d"));

        assertThat(lane.events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                LaneEvent.Superseded.class,
                                end -> assertThat(end.by()).isEqualTo("d")));
        assertThat(lane.state.holder().orElseThrow().entry().belongsTo("a")).isTrue();
        assertThat(lane.state.waiting())
                .extracting(entry -> entry.request().deploymentId())
                .isEqualTo(List.of("d"));
    }

    @Test
    void migrationsAreNotSupersededUnlessTheManifestSaysSo() {
        lane.giveAll(requested("a"), requested("b"), requested("c"));

        assertThat(lane.events).isEmpty();
        assertThat(lane.state.waiting()).hasSize(2);
    }

    @Test
    void whoWasRequestedBeforeWhatHasPassedDoesNotMigrateAfterIt() {
        lane.giveAll(requestedAt("b", Lanes.START.plusSeconds(600)), prepared("b", 1), started("b", 1));
        lane.give(requestedAt("a", Lanes.START));

        lane.giveAll(succeeded("b", 1), checked("b", 1));

        assertThat(lane.state.holder()).isEmpty();
        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Superseded.class, end -> {
            assertThat(end.entry().request().deploymentId()).isEqualTo("a");
            assertThat(end.by()).isEqualTo("b");
            assertThat(end.reason()).contains("requested later");
        });
    }

    @Test
    void whereEitherHasNoMigrationTheOlderOneIsNotTooLate() {
        lane.give(new LaneInput.Requested(
                Lanes.request("b", Lanes.START.plusSeconds(600), Optional.empty(), Optional.empty())));
        lane.give(requestedAt("a", Lanes.START));
        assertThat(lane.state.holder().orElseThrow().entry().belongsTo("a")).isTrue();
        lane.giveAll(prepared("a", 1), started("a", 1), succeeded("a", 1), checked("a", 1));

        lane.give(new LaneInput.Requested(
                Lanes.request("c", Lanes.START.minusSeconds(60), Optional.empty(), Optional.empty())));

        assertThat(lane.events).noneMatch(LaneEvent.Superseded.class::isInstance);
        assertThat(lane.events)
                .filteredOn(LaneEvent.Succeeded.class::isInstance)
                .hasSize(3);
    }

    @Test
    void aMigrationStaysTooLateWhenSomethingWithoutOnePassedMeanwhile() {
        lane.give(requestedAt("z", Lanes.START.minusSeconds(60)));
        lane.giveAll(prepared("z", 1), started("z", 1), succeeded("z", 1), checked("z", 1));
        lane.give(requestedAt("b", Lanes.START.plusSeconds(600)));
        lane.giveAll(prepared("b", 1), started("b", 1), succeeded("b", 1), checked("b", 1));
        lane.give(new LaneInput.Requested(
                Lanes.request("c", Lanes.START.plusSeconds(900), Optional.empty(), Optional.empty())));

        lane.give(requestedAt("a", Lanes.START));

        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.Superseded.class, end -> assertThat(end.by()).isEqualTo("b"));
    }

    @Test
    void anOlderRequestSupersedesNoneThatIsNewer() {
        lane.give(requested("running"));
        lane.give(requestedAt("newer", Lanes.START.plusSeconds(600)));

        lane.give(superseding("older"));

        assertThat(lane.events).isEmpty();
        assertThat(lane.state.waiting()).hasSize(2);
    }

    @Test
    void anOlderOneIsNotRetriedAfterANewerMigrationSucceededThoughThatOneWasCancelled() {
        lane.giveAll(requestedAt("a", Lanes.START), prepared("a", 1), started("a", 1), exited("a", 1, 1));
        Migration graceful = Lanes.migration(0, CancelPolicy.GRACEFUL, false);
        lane.give(new LaneInput.Requested(
                Lanes.request("b", Lanes.START.plusSeconds(9), Optional.of(graceful), Optional.of(Lanes.access()))));
        lane.giveAll(prepared("b", 1), started("b", 1), cancel("b"), succeeded("b", 1));

        lane.give(retry("a"));

        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.CommandRefused.class);
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void twoWishesWithOneKeyAreBothAnswered() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1));
        lane.give(new LaneCommand.RetryAsked("key", "a", Optional.empty(), "ada", "room again", Lanes.START));
        lane.give(new LaneCommand.CancelAsked("key", "a", Optional.empty(), "ada", "after all not", Lanes.START));
        lane.give(new LaneCommand.CancelAsked("key", "a", Optional.empty(), "ada", "after all not", Lanes.START));

        assertThat(lane.events)
                .filteredOn(LaneEvent.Cancelled.class::isInstance)
                .hasSize(1);
        assertThat(lane.events).noneMatch(LaneEvent.CommandRefused.class::isInstance);
    }
}
