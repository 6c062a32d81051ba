package dev.migrationgate.quickstart.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void intoAPipeThereAreOnlyWholeLines() {
        try (Screen screen = new Screen(out, false)) {
            screen.waiting("waiting for Kafka");
            screen.line("one");
            screen.waiting("waiting for PostgreSQL");
            screen.line("two");
        }

        assertThat(written()).isEqualTo(String.format("one%ntwo%n"));
    }

    @Test
    void onATerminalALineReplacesTheProgressLineThatIsDrawnAgainBelow() {
        try (Screen screen = new Screen(out, true)) {
            screen.waiting("waiting for Kafka");
            screen.line("one");
        }

        assertThat(written()).contains(String.format("\r\u001b[Kone%n")).endsWith("\r\u001b[K");
        assertThat(written().substring(written().indexOf("one"))).contains("waiting for Kafka");
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("A", "B");
        table.row("wide cell", "x");

        List<String> lines = table.lines(Style.PLAIN);

        assertThat(lines).containsExactly("A          B", "wide cell  x");
    }

    @Test
    void durationsAreShortAndExactEnough() {
        assertThat(Span.of(Duration.ofMillis(117))).isEqualTo("117 ms");
        assertThat(Span.of(Duration.ofMillis(2312))).isEqualTo("2.31 s");
        assertThat(Span.of(Duration.ofMillis(42_049))).isEqualTo("42.0 s");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
