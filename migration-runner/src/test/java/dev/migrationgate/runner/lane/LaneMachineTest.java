package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.EVIDENCE;
import static dev.migrationgate.runner.lane.Lanes.EXECUTION;
import static dev.migrationgate.runner.lane.Lanes.SECRETS;
import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.withoutAnything;
import static dev.migrationgate.runner.lane.Lanes.withoutMigration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.LaneEvent.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneMachineTest {
    private final Lanes lane = new Lanes();

    @Test
    void aMigrationThatSucceedsOpensTheGateWithItsEvidence() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), succeeded("a", 1), checked("a", 1));

        assertThat(lane.effects)
                .hasExactlyElementsOfTypes(
                        LaneEffect.PrepareDatabase.class,
                        LaneEffect.StartExecution.class,
                        LaneEffect.WatchExecution.class,
                        LaneEffect.CheckDatabase.class);
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
                        start -> assertThat(start.databaseSecrets())
                                .containsExactly(new Migration.Variable(
                                        "DATABASE_URL", Optional.empty(), Optional.of(SECRETS.migrator()))));
    }

    @Test
    void theJobGetsTheMigratorsAddressForJdbcAsWell() {
        var secrets = new DatabaseSecrets("versions/m", "versions/r", Optional.of("versions/mj"), Optional.of("rj"));
        lane.giveAll(requested("a"), new LaneObservation.DatabasePrepared(Lanes.tenure("a", 1), secrets, List.of()));

        assertThat(lane.effects.getLast())
                .isInstanceOfSatisfying(
                        LaneEffect.StartExecution.class,
                        start -> assertThat(start.databaseSecrets())
                                .containsExactly(
                                        new Migration.Variable(
                                                "DATABASE_URL", Optional.empty(), Optional.of("versions/m")),
                                        new Migration.Variable(
                                                "JDBC_DATABASE_URL", Optional.empty(), Optional.of("versions/mj"))));
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
        lane.giveAll(withoutMigration("a"), prepared("a", 1), checked("a", 1));

        assertThat(lane.effects)
                .hasExactlyElementsOfTypes(LaneEffect.PrepareDatabase.class, LaneEffect.CheckDatabase.class);
        assertThat(lane.events).singleElement().isInstanceOfSatisfying(LaneEvent.Succeeded.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.NOT_REQUIRED);
            assertThat(end.secrets()).contains(SECRETS);
        });
    }

    @Test
    void withoutMigrationADeploymentStillWaitsBehindARunningMigration() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), withoutAnything("b"));
        assertThat(lane.state.waiting()).hasSize(1);

        lane.giveAll(succeeded("a", 1), checked("a", 1));

        assertThat(lane.events.subList(1, 3))
                .extracting(
                        event -> ((LaneEvent.Succeeded) event).entry().request().deploymentId())
                .containsExactly("a", "b");
    }

    @Test
    void theSameRequestTwiceIsOne() {
        lane.giveAll(requested("a"), requested("a"), requested("b"), requested("b"));
        assertThat(lane.state.waiting()).hasSize(1);

        lane.giveAll(prepared("a", 1), started("a", 1), succeeded("a", 1), checked("a", 1));
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
                        false,
                        Optional.empty(),
                        Envelope.of(new byte[0]))))
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
    void theJobOfAnEndedAttemptIsDeletedAfterAWhileAndAskedForUntilItIsGone() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), succeeded("a", 1), checked("a", 1));
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
    void whoWaitsTooLongFailsAndSaysSo() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        lane.give(new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "gone", true));
        lane.give(requested("b"));

        lane.wakeUntil(LaneEvent.Failed.class);

        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.entry().request().deploymentId()).isEqualTo("b");
            assertThat(failed.failure().message())
                    .isEqualTo("not within PT24H of waiting: the lane was held by deployment a of o/u/e/p/app,"
                            + " quarantined");
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
        for (LaneInput input : List.of(requested("a"), prepared("a", 1), started("a", 1), succeeded("a", 1))) {
            var decision = lane.give(input);

            assertThat(lane.machine.unfinished(lane.state)).isEqualTo(decision.effects());
        }
    }
}
