package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.superseding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
