package dev.migrationgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.repository.CommitId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final CommitId COMMIT = new CommitId("1".repeat(40));
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);

    private final Refusals refusals = new Refusals(NOW);

    @Test
    void aRefusalStandsUntilAnotherPushIsAccepted() {
        Push push = push("main");
        refusals.told(push, new PushResult.Taken(new Outcome.Forbidden("outside of acme/retail")));
        assertThat(refusals.stands(Branch.of(push), COMMIT)).isTrue();
        assertThat(refusals.stands(Branch.of(push), new CommitId("2".repeat(40))))
                .isFalse();

        refusals.told(push("other"), accepted(true));
        assertThat(refusals.stands(Branch.of(push), COMMIT)).isTrue();

        refusals.told(push("other"), accepted(false));
        assertThat(refusals.stands(Branch.of(push), COMMIT)).isFalse();
        assertThat(refusals.problem(Branch.of(push)))
                .contains("commit " + COMMIT + " is not accepted: outside of acme/retail");
    }

    @Test
    void whatCannotBeReadIsNotTriedAgainAndWhatCannotBeDecidedNowChangesNothing() {
        Push push = push("main");
        refusals.told(push, new PushResult.Unreadable("it is larger than the limits"));

        refusals.told(push, new PushResult.Taken(new Outcome.Unavailable("Kafka is away")));
        refusals.told(push, new PushResult.Nothing("it is superseded"));
        refusals.told(push, accepted(true));
        refusals.told(push("other"), accepted(false));

        assertThat(refusals.stands(Branch.of(push), COMMIT)).isTrue();
        assertThat(refusals.problem(Branch.of(push)))
                .hasValueSatisfying(text -> assertThat(text).endsWith("larger than the limits"));
        refusals.told(push, accepted(false));
        assertThat(refusals.problem(Branch.of(push))).isEmpty();
    }

    private static PushResult accepted(boolean repeated) {
        return new PushResult.Taken(new Outcome.Accepted(List.of(), repeated, List.of()));
    }

    private static Push push(String branch) {
        var origin = new Origin("github", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new Push(
                Following.config("https://git.example.com/a.git"),
                branch,
                Optional.empty(),
                COMMIT,
                Delivery.ofHook("1", new byte[0], "", origin));
    }
}
