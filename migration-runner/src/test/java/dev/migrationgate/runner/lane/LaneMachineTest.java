package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.EVIDENCE;
import static dev.migrationgate.runner.lane.Lanes.EXECUTION;
import static dev.migrationgate.runner.lane.Lanes.SECRETS;
import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.release;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.withoutAnything;
import static dev.migrationgate.runner.lane.Lanes.withoutMigration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.runner.lane.LaneEvent.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneMachineTest {
    private final Lanes lane = new Lanes();

    @Test
    void aMigrationThatSucceedsOpensTheGateWithItsEvidence() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), succeeded("a", 1));

        assertThat(lane.effects)
                .hasExactlyElementsOfTypes(
                        LaneEffect.PrepareDatabase.class,
                        LaneEffect.StartExecution.class,
                        LaneEffect.WatchExecution.class);
        assertThat(lane.events).hasExactlyElementsOfTypes(LaneEvent.Started.class, LaneEvent.Succeeded.class);
        assertThat((LaneEvent.Succeeded) lane.events.getLast()).satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(end.evidence()).contains(EVIDENCE);
            assertThat(end.secrets()).contains(SECRETS);
        });
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void theJobGetsTheMigratorsConnectionString() {
        lane.giveAll(requested("a"), prepared("a", 1));

        assertThat(lane.effects.getLast())
                .isInstanceOfSatisfying(
                        LaneEffect.StartExecution.class,
                        start -> assertThat(start.databaseSecret())
                                .contains(new Migration.Variable(
                                        "DATABASE_URL", Optional.empty(), Optional.of(SECRETS.migrator()))));
    }

    @Test
    void aMigrationThatFailsKeepsTheGateShutAndLetsTheNextGoAhead() {
        lane.giveAll(requested("a"), requested("b"), prepared("a", 1), started("a", 1), exited("a", 1, 3));

        assertThat(lane.events).last().isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(Failure.EXIT_CODE);
            assertThat(failed.failure().exitCode()).contains(3);
            assertThat(failed.evidence()).contains(EVIDENCE);
            assertThat(failed.started()).isTrue();
        });
        assertThat(lane.effects.getLast())
                .isInstanceOfSatisfying(
                        LaneEffect.PrepareDatabase.class,
                        prepare -> assertThat(prepare.tenure().deploymentId()).isEqualTo("b"));
    }

    @Test
    void withoutMigrationAndDatabaseTheGateOpensAtOnce() {
        lane.give(withoutAnything("a"));

        assertThat(lane.effects).isEmpty();
        assertThat(lane.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        LaneEvent.Succeeded.class,
                        end -> assertThat(end.outcome()).isEqualTo(Outcome.NOT_REQUIRED));
    }

    @Test
    void withoutMigrationTheServiceStillGetsItsConnectionString() {
        lane.giveAll(withoutMigration("a"), prepared("a", 1));

        assertThat(lane.effects).hasExactlyElementsOfTypes(LaneEffect.PrepareDatabase.class);
        assertThat(lane.events).singleElement().isInstanceOfSatisfying(LaneEvent.Succeeded.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.NOT_REQUIRED);
            assertThat(end.secrets()).contains(SECRETS);
        });
    }

    @Test
    void withoutMigrationADeploymentStillWaitsBehindARunningMigration() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), withoutAnything("b"));
        assertThat(lane.state.waiting()).hasSize(1);

        lane.give(succeeded("a", 1));

        assertThat(lane.events.subList(1, 3))
                .extracting(
                        event -> ((LaneEvent.Succeeded) event).entry().request().deploymentId())
                .containsExactly("a", "b");
    }

    @Test
    void theSameRequestTwiceIsOne() {
        lane.giveAll(requested("a"), requested("a"), requested("b"), requested("b"));
        assertThat(lane.state.waiting()).hasSize(1);

        lane.giveAll(prepared("a", 1), started("a", 1), succeeded("a", 1));
        var again = lane.give(requested("a"));

        assertThat(again.events()).isEmpty();
        assertThat(again.effects()).isEmpty();
    }

    @Test
    void aTopicReadAgainFromItsStartDoesNothingHoweverLongItIs() {
        List<LaneInput> topic = IntStream.range(0, 2 * Seen.LIMIT + 7)
                .<LaneInput>mapToObj(i -> new LaneInput.Requested(new Request(
                        "deployment-" + i,
                        "app",
                        "1",
                        Lanes.START.plusSeconds(i),
                        "p",
                        Optional.empty(),
                        Optional.empty(),
                        new Envelope(""))))
                .toList();
        topic.forEach(lane::give);
        LaneState before = lane.state;
        lane.events.clear();

        topic.forEach(lane::give);

        assertThat(lane.events).isEmpty();
        assertThat(lane.state).isEqualTo(before);
        assertThat(lane.state.seen().packed().length()).isLessThan(22_000);
    }

    @Test
    void anAnswerOfAnEarlierAttemptOrAnotherDeploymentChangesNothing() {
        lane.giveAll(requested("a"), prepared("a", 1));
        LaneState before = lane.state;

        lane.giveAll(started("b", 1), started("a", 2), succeeded("a", 2), exited("b", 1, 1));

        assertThat(lane.state).isEqualTo(before);
    }

    @Test
    void anAnswerOfAnotherEpochChangesNothing() {
        lane.giveAll(requested("a"), prepared("a", 1));
        LaneState before = lane.state;

        lane.give(new LaneObservation.ExecutionStarted(new Tenure("a", 1, before.epoch() - 1), EXECUTION));

        assertThat(lane.state).isEqualTo(before);
    }

    @Test
    void eachAttemptThatTakesTheLaneHasALaterEpoch() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        long first = lane.state.epoch();
        lane.giveAll(exited("a", 1, 1), retry("a"));
        long second = lane.state.epoch();
        lane.now = lane.now.plusSeconds(60);
        lane.giveAll(prepared("a", 2), started("a", 2), exited("a", 2, 1), requested("b"));

        assertThat(first).isEqualTo(Lanes.START.toEpochMilli());
        assertThat(second).isEqualTo(first + 1);
        assertThat(lane.state.epoch()).isEqualTo(lane.now.toEpochMilli());
    }

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
    void theJobOfAnEndedAttemptIsDeletedAfterAWhileAndAskedForUntilItIsGone() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), succeeded("a", 1));
        var delete = new LaneEffect.DeleteJob("a", 1, "project", "europe-west1");

        lane.wake();
        assertThat(lane.now).isEqualTo(Lanes.START.plus(Duration.ofHours(24)));
        lane.wake();
        assertThat(lane.effects.subList(lane.effects.size() - 2, lane.effects.size()))
                .containsExactly(delete, delete);

        lane.give(new LaneInput.JobDeleted("a", 1));
        assertThat(lane.machine.wakeAt(lane.state)).isEmpty();
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
        lane.give(succeeded("a", 1));

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

        lane.give(release("a", LaneCommand.Verdict.SUCCEEDED));

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

    @Test
    void aWaitingDeploymentIsCancelledAtOnceAndARunningOneIsNot() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), requested("b"));

        lane.giveAll(cancel("b"), cancel("a"));

        assertThat(lane.state.waiting()).isEmpty();
        assertThat(lane.events.get(lane.events.size() - 2))
                .isInstanceOfSatisfying(
                        LaneEvent.Cancelled.class,
                        cancelled -> assertThat(cancelled.entry().request().deploymentId())
                                .isEqualTo("b"));
        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.CommandRefused.class);
        assertThat(lane.state.holder().orElseThrow().phase()).isInstanceOf(Phase.Running.class);
    }

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
    void whoWaitsTooLongFailsAndSaysSo() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        lane.give(new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "gone", true));
        lane.give(requested("b"));

        lane.wakeUntil(LaneEvent.Failed.class);

        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.entry().request().deploymentId()).isEqualTo("b");
            assertThat(failed.failure().message())
                    .isEqualTo(
                            "not within PT24H of waiting: the lane was held by deployment a of o/u/e/p/app, quarantined");
            assertThat(failed.started()).isFalse();
        });
    }

    @Test
    void aDatabaseThatCannotBePreparedFailsTheDeployment() {
        lane.giveAll(requested("a"), new LaneObservation.DatabaseFailed(Lanes.tenure("a", 1), "extension refused"));

        assertThat(lane.events).singleElement().isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(Failure.DATABASE);
            assertThat(failed.started()).isFalse();
        });
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void whatIsUnfinishedIsAskedForAgainExactlyAsItWas() {
        for (LaneInput input : List.of(requested("a"), prepared("a", 1), started("a", 1))) {
            var decision = lane.give(input);

            assertThat(lane.machine.unfinished(lane.state)).isEqualTo(decision.effects());
        }
    }
}
