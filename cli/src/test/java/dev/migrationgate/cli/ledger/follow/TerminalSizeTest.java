package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalSizeTest {

    @Test
    void theTerminalSaysIt() {
        assertThat(TerminalSize.of(Map.of(), "50 132\n")).isEqualTo(new TerminalSize(132, 50));
    }

    @Test
    void theEnvironmentGoesBefore() {
        assertThat(TerminalSize.of(Map.of("COLUMNS", "40", "LINES", "10"), "50 132\n"))
                .isEqualTo(new TerminalSize(40, 10));
    }

    @Test
    void whatIsNoSizeDoesNotCount() {
        assertThat(TerminalSize.of(Map.of("COLUMNS", "wide", "LINES", "-1"), "stty: no terminal"))
                .isEqualTo(TerminalSize.USUAL);
        assertThat(TerminalSize.of(Map.of(), "0 0\n")).isEqualTo(TerminalSize.USUAL);
    }

    @Test
    void somethingIsAlwaysDrawn() {
        assertThat(TerminalSize.of(Map.of(), "1 1\n")).isEqualTo(new TerminalSize(20, 4));
    }
}
