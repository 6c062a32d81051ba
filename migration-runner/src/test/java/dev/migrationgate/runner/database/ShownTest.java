package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aPlainNameStandsInQuotes() {
        assertThat(Shown.of("order-items")).isEqualTo("'order-items'");
        assertThat(Shown.of("")).isEqualTo("''");
    }

    @Test
    void whatCannotBeSeenOrIsNotOfAsciiIsSpelledOut() {
        assertThat(Shown.of("a\u0000\n\u202e\u0430\ud835\udc4e\\"))
                .isEqualTo("'a\\u0000\\u000a\\u202e\\u0430\\ud835\\udc4e\\\\'");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(Shown.of("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
        assertThat(Shown.of("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "'... (81 characters)");
    }
}
