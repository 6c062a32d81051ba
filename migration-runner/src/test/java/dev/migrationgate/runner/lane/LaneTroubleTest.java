package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a lane does when Google Cloud or a person makes trouble. */
class LaneTroubleTest {
    private final Lanes lane = new Lanes();
    private final Tenure tenure = Lanes.tenure("a", 1);

    @Test
    void aJobThatWasMadeIsLookedForAndNeverMadeAgain() {
        lane.giveAll(requested("a"), prepared("a", 1), new LaneObservation.StartUnclear(tenure, true, "away"));

        lane.wake();
        lane.give(new LaneObservation.ExecutionAbsent(tenure));

        assertThat(lane.effects)
                .filteredOn(LaneEffect.StartExecution.class::isInstance)
                .hasSize(1);
        assertThat(lane.effects.getLast()).isInstanceOf(LaneEffect.LookForExecution.class);
        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.Quarantined.class);
    }

    @Test
    void aCancellationIsAskedForAgainUntilTheEndIsSeen() {
        lane.giveAll(requested("a", CancelPolicy.FORCE), prepared("a", 1), started("a", 1), cancel("a"));

        lane.wake(2);

        assertThat(lane.effects)
                .filteredOn(LaneEffect.CancelExecution.class::isInstance)
                .hasSize(3);
        assertThat(lane.state.holder().orElseThrow().phase()).isInstanceOf(Phase.Cancelling.class);
    }

    @Test
    void evidenceOfWhatNobodyKnowsIsLookedForAgainAndAgain() {
        lane.giveAll(requested("a"), prepared("a", 1));
        lane.wakeUntil(LaneEvent.Quarantined.class);
        lane.effects.clear();

        lane.wake();
        lane.give(new LaneObservation.StartUnclear(tenure, false, "away"));
        lane.wake();
        lane.give(started("a", 1));

        assertThat(lane.effects)
                .hasExactlyElementsOfTypes(
                        LaneEffect.LookForExecution.class,
                        LaneEffect.LookForExecution.class,
                        LaneEffect.WatchExecution.class);
    }

    @Test
    void whatContradictsItselfIsForAPersonWhateverIsSeenLater() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1));
        lane.give(new LaneObservation.ExecutionUnknown(tenure, "contradicts its log", false));
        LaneState held = lane.state;

        lane.give(Lanes.succeeded("a", 1));

        assertThat(lane.state).isEqualTo(held);
        assertThat(lane.machine.wakeAt(lane.state)).isEmpty();
        assertThat(lane.machine.unfinished(lane.state)).isEmpty();
    }

    @Test
    void anOlderDeploymentIsNotRetriedWhileAYoungerOneIsOnItsWay() {
        lane.giveAll(requested("a"), prepared("a", 1), started("a", 1), exited("a", 1, 1));
        lane.give(Lanes.requestedAt("b", Lanes.START.plusSeconds(9)));

        lane.give(Lanes.retry("a"));

        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.CommandRefused.class,
                        refused -> assertThat(refused.message()).contains("deployment b", "requested later"));
    }

    @Test
    void aCancelBetweenTwoCallsStartsNothingAnyMore() {
        lane.giveAll(requested("a"), prepared("a", 1), new LaneObservation.StartThrottled(tenure, false, "quota"));

        lane.give(cancel("a"));
        lane.wake();
        lane.give(new LaneObservation.ExecutionAbsent(tenure));

        assertThat(lane.effects)
                .filteredOn(LaneEffect.StartExecution.class::isInstance)
                .hasSize(1);
        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.Cancelled.class,
                        cancelled -> assertThat(cancelled.reason()).contains("never ran", "quota"));
    }

    @Test
    void aContainerThatWasStoppedForItsTimeIsNotTriedAgainWhateverItsExitCode() {
        lane.giveAll(requested("a", CancelPolicy.NEVER), prepared("a", 1), started("a", 1));

        lane.give(ended(new Failure(Failure.TIMEOUT, "too long", Optional.of(75), Optional.empty(), List.of())));

        assertThat(lane.events.getLast()).isInstanceOf(LaneEvent.Failed.class);
    }

    @Test
    void thePauseBeforeARetryIsNoPartOfItsTimeToStart() {
        lane.giveAll(requested("a", CancelPolicy.NEVER), prepared("a", 1), started("a", 1), exited("a", 1, 75));

        Phase.Preparing waiting =
                (Phase.Preparing) lane.state.holder().orElseThrow().phase();

        assertThat(waiting.deadline().at())
                .isEqualTo(waiting.tries().next().orElseThrow().plus(LaneRules.DEFAULT.starting()));
    }

    @Test
    void aManifestsLimitsComeBeforeTheConfigurations() {
        Limits limits = new Limits(
                Optional.of(Duration.ofHours(1)), Optional.of(Duration.ofSeconds(7)), Optional.of(Duration.ofHours(2)));
        Entry entry = entry(Duration.ofMinutes(10), limits);

        assertThat(LaneRules.DEFAULT.waitingSince(entry).rule()).isEqualTo("PT1H of waiting");
        assertThat(LaneRules.DEFAULT.startingFrom(entry, Lanes.START).rule()).isEqualTo("PT7S of starting");
        assertThat(LaneRules.DEFAULT
                        .runningFrom(entry, Lanes.START.plus(Duration.ofMinutes(119)))
                        .rule())
                .isEqualTo("PT2H since it was requested");
    }

    @Test
    void aLongMigrationHasTheTimeThatItsManifestGivesIt() {
        Entry entry = entry(Duration.ofDays(7), Limits.NONE);

        assertThat(LaneRules.DEFAULT
                        .runningFrom(entry, Lanes.START.plus(Duration.ofHours(24)))
                        .at())
                .isEqualTo(Lanes.START
                        .plus(Duration.ofHours(24))
                        .plus(Duration.ofDays(7))
                        .plus(Duration.ofMinutes(2)));
    }

    @Test
    void aLaneKeepsNoMoreThanItsStateMayHold() {
        lane.giveAll(requested("z"), prepared("z", 1), started("z", 1), exited("z", 1, 1), requested("a"));
        lane.events.clear();
        String large = "x".repeat((int) LaneRules.KEPT_BYTES / 3 - 10_000);
        for (String id : List.of("b", "c", "d", "e")) {
            Request small = Lanes.request(id, Optional.of(Lanes.migration(0)), Optional.empty());
            lane.give(new LaneInput.Requested(new Request(
                    id,
                    small.applicationId(),
                    small.version(),
                    small.requestedAt(),
                    small.cloudProject(),
                    small.migration(),
                    false,
                    small.database(),
                    new Envelope(large, 0, Optional.empty()))));
        }

        assertThat(lane.state.waiting()).hasSize(3);
        assertThat(lane.events).singleElement().isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.entry().request().deploymentId()).isEqualTo("e");
            assertThat(failed.failure().reason()).isEqualTo(Failure.QUEUE_FULL);
            assertThat(failed.failure().message()).contains("3 deployments wait", "deploy again");
        });
    }

    /** A control character has one byte in the event, and six in the state. */
    @Test
    void whatIsLongInTheStateAloneIsWeighedAsItIsThere() {
        for (String id : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")) {
            lane.give(new LaneInput.Requested(request(id, "\u0001".repeat(320_000))));
        }

        assertThat(new JsonCodec<>(LaneState.class).encode(lane.state)).hasSizeLessThan(12 * 1024 * 1024);
        assertThat(lane.state.waiting()).hasSize(1);
        assertThat(lane.events)
                .hasSize(8)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                LaneEvent.Failed.class,
                                failed -> assertThat(failed.failure().reason()).isEqualTo(Failure.QUEUE_FULL)));
    }

    @Test
    void whatHasJustFailedCanBeTriedAgainHoweverLargeItIs() {
        lane.give(new LaneInput.Requested(request("a", "\u0001".repeat(650_000))));
        lane.give(new LaneObservation.StartRefused(Lanes.tenure("a", 1), "no"));
        assertThat(lane.state.keptBytes()).isGreaterThan(LaneRules.KEPT_BYTES);

        lane.give(Lanes.retry("a"));

        assertThat(lane.effects.getLast()).isInstanceOf(LaneEffect.StartExecution.class);
    }

    @Test
    void aRequestThatNoStateCouldHoldFailsAtOnce() {
        lane.give(new LaneInput.Requested(request("a", "\u0001".repeat(1_500_000))));

        assertThat(lane.state.holder()).isEmpty();
        assertThat(lane.events).singleElement().isInstanceOfSatisfying(LaneEvent.Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(Failure.QUEUE_FULL);
            assertThat(failed.failure().message()).contains("shorten the variables");
        });
    }

    private static Request request(String id, String value) {
        Migration plain = Lanes.migration(0);
        Migration migration = new Migration(
                plain.region(),
                plain.image(),
                plain.command(),
                plain.args(),
                List.of(new Migration.Variable("V", Optional.of(value), Optional.empty())),
                plain.cpu(),
                plain.memory(),
                plain.timeout(),
                plain.limits(),
                0,
                plain.cancelPolicy(),
                false);
        Request request = Lanes.request(id, Optional.of(migration), Optional.empty());
        return new Request(
                id,
                request.applicationId(),
                request.version(),
                request.requestedAt(),
                request.cloudProject(),
                request.migration(),
                false,
                request.database(),
                Envelope.of(value.getBytes(StandardCharsets.UTF_8)));
    }

    private LaneObservation ended(Failure failure) {
        return new LaneObservation.ExecutionEnded(tenure, Lanes.EXECUTION, Lanes.EVIDENCE, Optional.of(failure));
    }

    private static Entry entry(Duration timeout, Limits limits) {
        Migration migration = Lanes.migration(0);
        Migration limited = new Migration(
                migration.region(),
                migration.image(),
                migration.command(),
                migration.args(),
                migration.env(),
                migration.cpu(),
                migration.memory(),
                timeout,
                limits,
                0,
                CancelPolicy.NEVER,
                false);
        return Entry.first(Lanes.request("a", Optional.of(limited), Optional.empty()), Lanes.START);
    }
}
