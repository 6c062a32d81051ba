package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.START;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.requestedAt;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.rotate;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.tenure;
import static dev.migrationgate.runner.lane.Lanes.withoutAnything;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** New passwords are carried out once, with the application's next preparation. */
class RotationTest {
    private static final String APPLICATION = "o/u/e/p/app";

    private final Lanes lane = new Lanes();

    @Test
    void aRotationIsCarriedOutWithTheApplicationsNextPreparationAndNeverAgain() {
        passed("a");

        lane.giveAll(rotate("a"));
        assertThat(lane.events).noneMatch(LaneEvent.CommandRefused.class::isInstance);
        lane.give(requested("b"));
        String id = asked().rotation().orElseThrow();
        lane.giveAll(prepared("b", 1), started("b", 1), succeeded("b", 1), checked("b", 1), requested("c"));

        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(asked().rotation()).isEmpty();
    }

    @Test
    void aRotationIsAskedForUnderTheSameIdUntilThePreparationSucceeded() {
        passed("a");
        lane.giveAll(rotate("a"), requested("b"));
        LaneEffect.PrepareDatabase first = asked();
        lane.give(new LaneObservation.DatabaseUnclear(tenure("b", 1), "away"));

        lane.wake();
        assertThat(asked()).isEqualTo(first);
        lane.giveAll(new LaneObservation.DatabaseFailed(tenure("b", 1), "no"), retry("b"));

        assertThat(asked().rotation()).isEqualTo(first.rotation());
    }

    @Test
    void whatIsAskedForDuringAPreparationWaitsForTheNextOne() {
        lane.giveAll(requested("a"), rotate("a"));
        assertThat(lane.machine.unfinished(lane.state)).containsExactly(asked());

        lane.giveAll(prepared("a", 1), started("a", 1), exited("a", 1, 1), retry("a"));

        assertThat(asked().rotation()).isPresent();
    }

    @Test
    void aSecondWishDuringTheFirstOnesPreparationIsNotLost() {
        passed("a");
        lane.giveAll(rotate("a"), requested("b"));
        Optional<String> first = asked().rotation();
        lane.give(rotate("b"));

        lane.giveAll(prepared("b", 1), started("b", 1), exited("b", 1, 1), retry("b"));

        assertThat(asked().rotation()).isPresent().isNotEqualTo(first);
    }

    @Test
    void anotherApplicationsPreparationCarriesNoRotation() {
        passed("a");
        lane.give(rotate("a"));
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

        assertThat(asked().rotation()).isEmpty();
        assertThat(lane.state.past().get(APPLICATION).rotation()).isPresent();
    }

    @Test
    void whoHoldsWaitsOrFailedIsKnown() {
        lane.giveAll(requested("f"), prepared("f", 1), started("f", 1), exited("f", 1, 1), requested("h"));
        lane.give(requested("w"));

        lane.giveAll(rotate("f"), rotate("h"), rotate("w"));

        assertThat(lane.events).noneMatch(LaneEvent.CommandRefused.class::isInstance);
    }

    @Test
    void aDeploymentThatTheLaneDoesNotKnowIsRefused() {
        passed("a");

        lane.give(rotate("b"));

        assertRefused("does not know the deployment");
    }

    @Test
    void anApplicationWithoutDatabaseIsRefused() {
        lane.give(withoutAnything("a"));

        lane.give(rotate("a"));

        assertRefused("no access to a database");
        assertThat(lane.state.past().get(APPLICATION).rotation()).isEmpty();
    }

    @Test
    void whoWaitsWithoutDatabaseIsRefused() {
        lane.giveAll(requested("z"), prepared("z", 1), started("z", 1));
        Request own = Lanes.request("a", Optional.empty(), Optional.empty());
        lane.give(new LaneInput.Requested(new Request(
                "a",
                "o/u/e/p/other",
                own.version(),
                own.requestedAt(),
                own.cloudProject(),
                own.migration(),
                false,
                own.database(),
                own.envelope())));

        lane.give(rotate("a"));

        assertRefused("no access to a database");
    }

    @Test
    void whatGetsItsFirstDatabaseWithTheNextDeploymentIsNotRefused() {
        lane.give(withoutAnything("a"));
        lane.giveAll(requestedAt("b", START.plusSeconds(1)));

        lane.give(rotate("a"));

        assertThat(lane.events).noneMatch(LaneEvent.CommandRefused.class::isInstance);
    }

    @Test
    void ofWhatAnEarlierVersionRememberedADatabaseIsTakenForGranted() {
        String earlier = """
            {"lane":"lane","epoch":7,"holder":null,"waiting":[],"failed":[],"finished":[],"passed":{"o/u/e/p/app":\
            {"deploymentId":"a","requestedAt":"2026-11-01T09:00:00Z","migrated":null}},\
            "seen":{"packed":"","horizon":"1970-01-01T00:00:00Z"}}\
            """;
        lane.state = new JsonCodec<>(LaneState.class).decode(earlier.getBytes(StandardCharsets.UTF_8));

        lane.giveAll(rotate("a"), requested("b"));

        assertThat(asked().rotation()).isPresent();
    }

    @Test
    void theSameWishTwiceIsOne() {
        passed("a");
        lane.give(rotate("a"));
        LaneState once = lane.state;

        lane.give(rotate("a"));

        assertThat(lane.state).isEqualTo(once);
    }

    private void passed(String id) {
        lane.giveAll(requested(id), prepared(id, 1), started(id, 1), succeeded(id, 1), checked(id, 1));
    }

    private LaneEffect.PrepareDatabase asked() {
        return (LaneEffect.PrepareDatabase) lane.effects.getLast();
    }

    private void assertRefused(String why) {
        assertThat(lane.events.getLast())
                .isInstanceOfSatisfying(
                        LaneEvent.CommandRefused.class,
                        refused -> assertThat(refused.message()).contains(why));
    }
}
