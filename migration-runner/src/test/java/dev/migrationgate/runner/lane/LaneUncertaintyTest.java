package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.EVIDENCE;
import static dev.migrationgate.runner.lane.Lanes.EXECUTION;
import static dev.migrationgate.runner.lane.Lanes.SECRETS;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.release;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.runner.lane.LaneEvent.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nobody knows holds the lane, until it is known or a person decides. */
class LaneUncertaintyTest {
    private final Lanes lane = new Lanes();

    @Test
    void noClearAnswerIsAskedForAgainWithGrowingPauses() {
        lane.giveAll(requested("a"), prepared("a", 1));
        Duration last = Duration.ZERO;
        for (int i = 0; i < 4; i++) {
            var asked = lane.now;
            lane.give(new LaneObservation.StartUnclear(Lanes.tenure("a", 1), false, "UNAVAILABLE"));
            assertThat(lane.machine.unfinished(lane.state)).isEmpty();

            var again = lane.wake();

            assertThat(again.effects()).hasExactlyElementsOfTypes(LaneEffect.StartExecution.class);
            Duration pause = Duration.between(asked, lane.now);
            assertThat(pause).isGreaterThan(last);
            last = pause;
        }
    }

    @Test
    void aStartThatStaysUnclearHoldsTheLane() {
        lane.giveAll(requested("a"), prepared("a", 1), requested("b"));
        lane.wake();
        lane.wake();
        assertThat(lane.effects).last().isInstanceOf(LaneEffect.LookForExecution.class);
        lane.wake();

        assertThat(lane.events).hasExactlyElementsOfTypes(LaneEvent.Quarantined.class);
        assertThat(lane.state.holder().orElseThrow().phase()).isInstanceOf(Phase.Quarantined.class);
        assertThat(lane.state.waiting()).hasSize(1);
    }

    @Test
    void aQuotaDelaysAStartForLongerThanItsDeadlineAndDoesNotFailIt() {
        lane.giveAll(requested("a"), prepared("a", 1));
        Instant end = lane.now.plus(Duration.ofMinutes(30));

        while (lane.now.isBefore(end)) {
            lane.give(new LaneObservation.StartThrottled(Lanes.tenure("a", 1), false, "quota"));
            lane.wake();
        }

        assertThat(lane.events).isEmpty();
        lane.give(started("a", 1));
        assertThat(lane.events).hasExactlyElementsOfTypes(LaneEvent.Started.class);
    }

    @Test
    void aDenialIsNoProofUntilNothingThatWasAskedCanBeginAnyMore() {
        lane.giveAll(
                requested("a"), prepared("a", 1), new LaneObservation.StartDenied(Lanes.tenure("a", 1), "not now"));
        assertThat(lane.events).isEmpty();
        assertThat(lane.machine.wakeAt(lane.state)).contains(lane.now.plus(EffectRunner.TAKEOVER));

        lane.wake();
        lane.give(started("a", 1));

        assertThat(lane.events).hasExactlyElementsOfTypes(LaneEvent.Started.class);
        assertThat(lane.state.holder().orElseThrow().phase()).isInstanceOf(Phase.Running.class);
    }

    @Test
    void aDenialThatIsFoundToHoldFailsTheDeployment() {
        lane.giveAll(
                requested("a"), prepared("a", 1), new LaneObservation.StartDenied(Lanes.tenure("a", 1), "not now"));
        lane.wake();
        lane.give(new LaneObservation.ExecutionAbsent(Lanes.tenure("a", 1)));

        assertThat((LaneEvent.Failed) lane.events.getLast()).satisfies(end -> {
            assertThat(end.started()).isFalse();
            assertThat(end.failure().reason()).isEqualTo(Failure.START_REFUSED);
            assertThat(end.failure().message()).isEqualTo("not now");
        });
    }

    @Test
    void aMigrationThatOutlivesItsTimeIsCancelledAndOnlyItsSeenEndCounts() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));

        var cancelled = lane.wake();
        Failure failure = new Failure(Failure.CANCELLED, "cancelled", Optional.empty(), Optional.empty(), List.of());
        lane.give(new LaneObservation.ExecutionEnded(Lanes.tenure("a", 1), EXECUTION, EVIDENCE, Optional.of(failure)));

        assertThat(cancelled.effects())
                .hasExactlyElementsOfTypes(LaneEffect.CancelExecution.class, LaneEffect.WatchExecution.class);
        assertThat(cancelled.events()).isEmpty();
        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(Failure.DEADLINE);
            assertThat(failed.failure().message()).isEqualTo("not within PT12M of running");
        });
    }

    @Test
    void aCancelledMigrationWhoseEndIsNeverSeenHoldsTheLane() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        lane.wakeUntil(LaneEvent.Quarantined.class);

        assertThat(lane.state.holder().orElseThrow().phase()).isInstanceOf(Phase.Quarantined.class);
    }

    @Test
    void anUnknownExecutionHoldsTheLaneUntilItsEndIsSeenAfterAll() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), requested("b"));

        lane.give(new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "gone", true));
        assertThat(lane.state.waiting()).hasSize(1);
        lane.giveAll(succeeded("a", 1), checked("a", 1));

        assertThat(lane.events)
                .hasExactlyElementsOfTypes(
                        LaneEvent.Started.class,
                        LaneEvent.Quarantined.class,
                        LaneEvent.Released.class,
                        LaneEvent.Succeeded.class);
        assertThat(lane.state.waiting()).isEmpty();
    }

    @Test
    void aPersonReleasesAQuarantinedLaneWithAVerdict() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), requested("b"));
        lane.give(new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "gone", true));

        lane.giveAll(release("a", LaneCommand.Verdict.SUCCEEDED), checked("a", 1));

        assertThat(lane.events.get(2)).isInstanceOfSatisfying(LaneEvent.Released.class, released -> {
            assertThat(released.actor()).isEqualTo("ada");
            assertThat(released.reason()).isEqualTo("looked at the tables");
        });
        assertThat(lane.events.get(3)).isInstanceOfSatisfying(LaneEvent.Succeeded.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(end.evidence()).isEmpty();
            assertThat(end.secrets()).contains(SECRETS);
        });
        assertThat(lane.state.holder().orElseThrow().entry().request().deploymentId())
                .isEqualTo("b");
    }
}
