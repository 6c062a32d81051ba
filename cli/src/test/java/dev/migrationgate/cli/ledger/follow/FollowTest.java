package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowTest {
    private static final Reply UNKNOWN = new Reply.Refused(404, "no such deployment");

    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private final Map<String, Deque<Object>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    @Test
    void whatTheLedgerDoesNotKnowYetIsAskedForAgain() throws InterruptedException {
        says("d1", UNKNOWN, UNKNOWN, status("waiting"), status("migrating"), status("deployed"));

        List<Followed> last = follow(Duration.ofMinutes(30), "d1");

        assertThat(WaitOptions.exitCode(last)).isZero();
        assertThat(shown)
                .containsExactly(
                        "PT0S d1=accepted",
                        "PT1S d1=accepted",
                        "PT2S d1=waiting",
                        "PT3S d1=migrating",
                        "PT4S d1=deployed");
        assertThat(troubles).isEmpty();
    }

    @Test
    void whatTheLedgerNeverKnowsTimesOut() throws InterruptedException {
        says("d1", UNKNOWN);

        List<Followed> last = follow(Duration.ofMillis(2_500), "d1");

        assertThat(WaitOptions.exitCode(last)).isEqualTo(3);
        assertThat(shown).last().isEqualTo("PT2.5S d1=accepted");
        assertThat(asked).hasSize(4);
    }

    @Test
    void aLedgerOutOfReachIsSaidOnceAndWaitedFor() throws InterruptedException {
        says(
                "d1",
                status("migrating"),
                new ConnectException("refused"),
                new Reply.Refused(503, "starts"),
                new Reply.Refused(429, "too many"),
                status("migrating"),
                new ConnectException("refused again"),
                status("failed"));

        List<Followed> last = follow(Duration.ofMinutes(30), "d1");

        assertThat(WaitOptions.exitCode(last)).isEqualTo(1);
        assertThat(troubles).containsExactly("refused");
        assertThat(shown).contains("PT3S d1=migrating");
    }

    @Test
    void aLedgerOutOfReachForTooLongTimesOut() throws InterruptedException {
        says("d1", new ConnectException());

        List<Followed> last = follow(Duration.ofSeconds(3), "d1");

        assertThat(WaitOptions.exitCode(last)).isEqualTo(3);
        assertThat(troubles).containsExactly("java.net.ConnectException");
    }

    @Test
    void aLedgerOutOfReachIsNotAskedForTheOthersOfThatRound() throws InterruptedException {
        says("d1", new ConnectException(), status("deployed"));
        says("d2", status("deployed"));

        follow(Duration.ofMinutes(1), "d1", "d2");

        assertThat(asked).containsExactly("d1", "d1", "d2");
    }

    @Test
    void whatEndedIsNotAskedForAgain() throws InterruptedException {
        says("d1", status("superseded"));
        says("d2", status("rolling-out"), status("deployed"));

        List<Followed> last = follow(Duration.ofMinutes(1), "d1", "d2");

        assertThat(asked).containsExactly("d1", "d2", "d2");
        assertThat(WaitOptions.exitCode(last)).isEqualTo(4);
    }

    @Test
    void aRefusalForGoodEndsIt() {
        says("d1", new Reply.Refused(403, "not a reader"));

        assertThatThrownBy(() -> follow(Duration.ofMinutes(1), "d1"))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage("not a reader");
    }

    @Test
    void theWorstOutcomeIsTheExitCode() {
        assertThat(exitCode("deployed", "deployed")).isZero();
        assertThat(exitCode("deployed", "failed")).isEqualTo(1);
        assertThat(exitCode("migrating", "failed")).isEqualTo(1);
        assertThat(exitCode("cancelled", "held")).isEqualTo(3);
        assertThat(exitCode("something-new", "deployed")).isEqualTo(3);
        assertThat(exitCode("deployed", "cancelled")).isEqualTo(4);
        assertThat(exitCode("superseded", "deployed")).isEqualTo(4);
        assertThat(exitCode("failed", "cancelled")).isEqualTo(1);
    }

    private static int exitCode(String... statuses) {
        List<Followed> followed = new ArrayList<>();
        for (String status : statuses) {
            Reply.Found found = status(status);
            followed.add(Followed.accepted("d" + followed.size(), "").seen(new Deployment(found.json())));
        }
        return WaitOptions.exitCode(followed);
    }

    private List<Followed> follow(Duration timeout, String... ids) throws InterruptedException {
        List<Followed> deployments = new ArrayList<>();
        for (String id : ids) {
            deployments.add(Followed.accepted(id, "a/b/c/d/e"));
        }
        var follow = new Follow(this::ask, () -> now, length -> now = now.plus(length), troubles::add);
        return follow.untilEnded(deployments, timeout, new Shown());
    }

    private final class Shown implements Progress {
        @Override
        public void show(List<Followed> all, Duration elapsed) {
            List<String> each =
                    all.stream().map(one -> one.id() + "=" + one.status()).toList();
            shown.add(elapsed + " " + String.join(" ", each));
        }

        @Override
        public void end(List<Followed> all) {}
    }

    private void says(String id, Object... each) {
        answers.put(id, new ArrayDeque<>(List.of(each)));
    }

    private Reply ask(String id, Duration limit) throws IOException {
        assertThat(limit).isPositive();
        asked.add(id);
        Deque<Object> queue = answers.get(id);
        Object next = queue.size() > 1 ? queue.removeFirst() : queue.element();
        if (next instanceof IOException e) {
            throw e;
        }
        return (Reply) next;
    }

    private static Reply.Found status(String status) {
        String body = "{\"id\":\"d1\",\"status\":\"" + status + "\"}";
        return new Reply.Found(body, Ledger.json(body).orElseThrow());
    }
}
