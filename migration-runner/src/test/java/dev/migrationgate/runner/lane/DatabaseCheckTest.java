package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.EVIDENCE;
import static dev.migrationgate.runner.lane.Lanes.SECRETS;
import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.drifted;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.release;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.requestedAt;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.tenure;
import static dev.migrationgate.runner.lane.Lanes.warned;
import static dev.migrationgate.runner.lane.Lanes.withoutMigration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.runner.lane.LaneEvent.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The look at the database before the gate opens. */
class DatabaseCheckTest {
    private final Lanes lane = new Lanes();

    @Test
    void theGateStaysShutUntilTheDatabaseWasLookedAt() {
        migrated("a");

        assertThat(lane.effects.getLast())
                .isEqualTo(new LaneEffect.CheckDatabase(
                        lane.state.tenure().orElseThrow(), "o/u/e/p/app", "project", Lanes.access()));
        assertThat(lane.events).hasExactlyElementsOfTypes(LaneEvent.Started.class);
    }

    @Test
    void findingsShutTheGateAndEachIsTold() {
        migrated("a");

        lane.give(drifted("a", 1, "no SELECT on t: GRANT SELECT ON t", "t is owned by x: ALTER TABLE t"));

        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.failure())
                    .isEqualTo(Failure.of(
                            Failure.DATABASE_DRIFT,
                            "no SELECT on t: GRANT SELECT ON t; t is owned by x: ALTER TABLE t"));
            assertThat(failed.started()).isTrue();
            assertThat(failed.evidence()).contains(EVIDENCE);
        });
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void ofManyFindingsTheFirstAreTold() {
        migrated("a");
        String[] findings = IntStream.range(0, 100).mapToObj(i -> "f" + i).toArray(String[]::new);

        lane.give(warned("a", 1, findings));

        assertThat(opened().warnings()).hasSize(21).startsWith("f0").endsWith("f19", "and 80 more");
    }

    @Test
    void whatWasBoundedBeforeStaysAsItIs() {
        List<String> bounded =
                Lines.atMost(20, IntStream.range(0, 100).mapToObj(i -> "f" + i).toList());

        assertThat(Lines.atMost(20, bounded)).isEqualTo(bounded);
    }

    @Test
    void whereTheConfigurationSaysSoFindingsAreWarnings() {
        migrated("a");

        lane.give(warned("a", 1, "no SELECT on t: GRANT SELECT ON t"));

        assertThat(opened()).satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(end.warnings()).containsExactly("no SELECT on t: GRANT SELECT ON t");
            assertThat(end.evidence()).contains(EVIDENCE);
            assertThat(end.secrets()).contains(SECRETS);
        });
    }

    @Test
    void aDeploymentWithoutMigrationIsCheckedAsWell() {
        lane.giveAll(withoutMigration("a"), prepared("a", 1), drifted("a", 1, "GRANT"));

        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.started()).isFalse();
            assertThat(failed.evidence()).isEmpty();
        });
    }

    @Test
    void whomAPersonTakesForSucceededIsCheckedAsWell() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        lane.give(new LaneObservation.ExecutionUnknown(tenure("a", 1), "gone", true));
        lane.give(release("a", LaneCommand.Verdict.SUCCEEDED));
        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.Released.class);

        lane.give(checked("a", 1));

        assertThat(opened().outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(opened().secrets()).contains(SECRETS);
    }

    @Test
    void whoeverIsReleasedWhenItsTimeIsOverIsCheckedAllTheSame() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        lane.give(new LaneObservation.ExecutionUnknown(tenure("a", 1), "gone", false));
        lane.now = lane.now.plus(Duration.ofDays(30));
        lane.give(release("a", LaneCommand.Verdict.SUCCEEDED));

        assertThat(lane.machine.wakeAt(lane.state)).contains(lane.now.plus(LaneRules.DEFAULT.starting()));
    }

    @Test
    void aCheckEndsWithTheWholeRequestsTime() {
        Limits limits = new Limits(Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(1)));
        Entry entry = Entry.first(Lanes.request("a", Optional.of(limited(limits)), Optional.empty()), Lanes.START);

        assertThat(LaneRules.DEFAULT.checkingFrom(entry, Lanes.START.plusSeconds(5)))
                .isEqualTo(new Deadline(Lanes.START.plusSeconds(60), "PT1M since it was requested"));
    }

    @Test
    void aDatabaseThatIsAwayIsAskedAgainWithGrowingPausesAndAtLastFails() {
        migrated("a");
        Duration last = Duration.ZERO;
        for (int i = 0; i < 4; i++) {
            var asked = lane.now;
            lane.give(new LaneObservation.DatabaseUnclear(tenure("a", 1), "connection refused"));
            assertThat(lane.machine.unfinished(lane.state)).isEmpty();

            assertThat(lane.wake().effects()).hasExactlyElementsOfTypes(LaneEffect.CheckDatabase.class);
            Duration pause = Duration.between(asked, lane.now);
            assertThat(pause).isGreaterThan(last);
            last = pause;
        }

        lane.wakeUntil(LaneEvent.Failed.class);

        assertThat(lane.now).isEqualTo(Lanes.START.plus(LaneRules.DEFAULT.starting()));
        assertThat(lane.events.getLast()).isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.failure())
                    .isEqualTo(Failure.of(
                            Failure.DEADLINE, "not within PT10M of checking the database: connection refused"));
            assertThat(failed.started()).isTrue();
            assertThat(failed.evidence()).contains(EVIDENCE);
        });
    }

    @Test
    void aDatabaseThatCannotBeCheckedFailsTheDeployment() {
        migrated("a");

        lane.give(new LaneObservation.DatabaseFailed(tenure("a", 1), "no server is configured"));

        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isEqualTo(Failure.of(Failure.DATABASE, "no server is configured")));
    }

    @Test
    void afterAMigrationWhoseCheckFailedNoOlderOneRuns() {
        lane.give(requestedAt("old", Lanes.START));
        lane.giveAll(prepared("old", 1), started("old", 1), exited("old", 1, 1));
        lane.give(requestedAt("a", Lanes.START.plusSeconds(60)));
        lane.giveAll(prepared("a", 1), started("a", 1), succeeded("a", 1), drifted("a", 1, "GRANT"));

        lane.give(requestedAt("older", Lanes.START.plusSeconds(30)));
        lane.give(retry("old"));

        assertThat(lane.state.holder()).isEmpty();
        assertThat(lane.events.get(lane.events.size() - 2))
                .isInstanceOfSatisfying(
                        LaneEvent.Superseded.class,
                        older -> assertThat(older.by()).isEqualTo("a"));
        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.CommandRefused.class);
    }

    @Test
    void whatFailedItsCheckHasNotPassedAndIsTriedAgainByAPerson() {
        migrated("a");
        lane.give(drifted("a", 1, "GRANT"));
        assertThat(lane.state.past().get("o/u/e/p/app").deploymentId()).isEmpty();

        lane.giveAll(retry("a"), prepared("a", 2), started("a", 2), succeeded("a", 2), checked("a", 2));

        assertThat(opened().entry().attempt()).isEqualTo(2);
        assertThat(lane.state.past().get("o/u/e/p/app").deploymentId()).contains("a");
    }

    @Test
    void aCancelWhileCheckingEndsTheDeploymentAtOnceWhateverItsPolicy() {
        migrated("a");

        lane.giveAll(cancel("a"), checked("a", 1));

        assertThat((LaneEvent.Cancelled) lane.events.getLast())
                .extracting(LaneEvent.Cancelled::reason)
                .isEqualTo("wrong version (its migration had succeeded all the same)");
        assertThat(lane.state.holder()).isEmpty();
    }

    @Test
    void aCancelWhereNoMigrationRanSaysNothingOfOne() {
        lane.giveAll(withoutMigration("a"), prepared("a", 1), cancel("a"));

        assertThat((LaneEvent.Cancelled) lane.events.getLast())
                .extracting(LaneEvent.Cancelled::reason)
                .isEqualTo("wrong version");
    }

    @Test
    void whoWasCancelledBeforeIsNotChecked() {
        lane.giveAll(requested("a", CancelPolicy.GRACEFUL), prepared("a", 1), started("a", 1), cancel("a"));

        lane.give(succeeded("a", 1));

        assertThat(lane.effects).noneMatch(LaneEffect.CheckDatabase.class::isInstance);
        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.Cancelled.class);
    }

    @Test
    void whatAnEarlierVersionRememberedOfAnApplicationCounts() {
        String earlier = """
                {"lane":"lane","epoch":7,"holder":null,"waiting":[],"failed":[],"finished":[],"passed":{"o/u/e/p/app":\
                {"deploymentId":"b","requestedAt":"2026-11-01T11:00:00Z",\
                "migrated":{"deploymentId":"b","requestedAt":"2026-11-01T11:00:00Z"}}},\
                "seen":{"packed":"","horizon":"1970-01-01T00:00:00Z"}}""";
        lane.state = new JsonCodec<>(LaneState.class).decode(earlier.getBytes(StandardCharsets.UTF_8));

        lane.give(requestedAt("a", Lanes.START));

        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.Superseded.class, end -> assertThat(end.by()).isEqualTo("b"));
    }

    private void migrated(String id) {
        lane.giveAll(requested(id), prepared(id, 1), started(id, 1), succeeded(id, 1));
    }

    private LaneEvent.Succeeded opened() {
        return (LaneEvent.Succeeded) lane.events.getLast();
    }

    private static Migration limited(Limits limits) {
        Migration plain = Lanes.migration(0);
        return new Migration(
                plain.region(),
                plain.image(),
                plain.command(),
                plain.args(),
                plain.env(),
                plain.cpu(),
                plain.memory(),
                plain.timeout(),
                limits,
                0,
                plain.cancelPolicy(),
                false);
    }
}
