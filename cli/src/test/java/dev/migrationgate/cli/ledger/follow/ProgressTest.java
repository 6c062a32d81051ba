package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();
    private final Followed first = Followed.accepted("d234567abcdefghijklmnopqrs", "a/b/c/d/orders-api");
    private final Followed second = Followed.accepted("dzzzzzzabcdefghijklmnopqrs", "");

    @Test
    void aTerminalHasALineForEachDeploymentThatIsDrawnAgain() {
        Progress progress = new DrawnProgress(new PrintWriter(out), TerminalSize.USUAL);

        progress.show(List.of(first, second), Duration.ofSeconds(1));
        progress.show(List.of(seen(first, "failed", "exit code 1"), second), Duration.ofSeconds(62));
        progress.show(List.of(seen(first, "failed", "exit code 1"), second), Duration.ofSeconds(63));
        progress.end(List.of(seen(first, "failed", "exit code 1, as it was before"), second));

        String up = "\u001b[2A\u001b[J";
        assertThat(out.toString().lines())
                .containsExactly(
                        "orders-api d234567abcde                  accepted    1 s",
                        "dzzzzzzabcde                             accepted    1 s",
                        up + "orders-api d234567abcde                  failed      1 min 2 s    exit code 1",
                        "dzzzzzzabcde                             accepted    1 min 2 s",
                        up + "orders-api d234567abcde                  failed      1 min 2 s    exit code 1",
                        "dzzzzzzabcde                             accepted    1 min 3 s",
                        "orders-api d234567abcde: exit code 1, as it was before");
    }

    @Test
    void noLineIsWiderThanATerminalNorMovesItsCursor() {
        String evil = "\u001b[2J\n" + "long ".repeat(100);

        new DrawnProgress(new PrintWriter(out), TerminalSize.USUAL)
                .show(List.of(seen(Followed.accepted(evil, evil), evil, evil)), Duration.ofDays(9_000));

        assertThat(out.toString().lines()).hasSize(1).allMatch(line -> line.length() <= 79);
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void aNarrowTerminalHasNarrowerLines() {
        Progress progress = new DrawnProgress(new PrintWriter(out), new TerminalSize(40, 24));

        progress.show(List.of(seen(first, "rolling-out", "a reason that needs room")), Duration.ofSeconds(62));

        assertThat(out.toString().lines()).containsExactly("orders-api d… rolling-out 1 min 2 s   …");
    }

    @Test
    void aLowTerminalHasLinesForWhatStillMoves() {
        Progress progress = new DrawnProgress(new PrintWriter(out), new TerminalSize(80, 4));
        Followed ended = seen(first, "deployed", "");
        List<Followed> all = List.of(ended, second, accepted("d3"), accepted("d4"));

        progress.show(all, Duration.ofSeconds(1));
        progress.show(all, Duration.ofSeconds(2));
        progress.end(all);

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "dzzzzzzabcde accepted 1 s",
                        "d3 accepted 1 s",
                        "… and 2 more",
                        "\u001b[3A\u001b[Jdzzzzzzabcde accepted 2 s",
                        "d3 accepted 2 s",
                        "… and 2 more",
                        "orders-api d234567abcde: deployed",
                        "d4: accepted");
    }

    @Test
    void elsewhereThereIsALineForEachChange() {
        Progress progress = new PlainProgress(new PrintWriter(out));

        progress.show(List.of(first), Duration.ofSeconds(1));
        progress.show(List.of(first), Duration.ofSeconds(2));
        progress.show(List.of(seen(first, "failed", "exit\u001b code 1")), Duration.ofSeconds(3));

        assertThat(out.toString().lines())
                .containsExactly(
                        "orders-api d234567abcde: accepted after 1 s",
                        "orders-api d234567abcde: failed after 3 s: exit? code 1");
    }

    private static Followed accepted(String id) {
        return Followed.accepted(id, "");
    }

    private static Followed seen(Followed followed, String status, String message) {
        String json = "{\"status\":%s,\"message\":%s}".formatted(quoted(status), quoted(message));
        return followed.seen(new Deployment(Ledger.json(json).orElseThrow()));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\u001b", "\\u001b").replace("\n", "\\n") + '"';
    }
}
