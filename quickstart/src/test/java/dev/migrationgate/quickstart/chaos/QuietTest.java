package dev.migrationgate.quickstart.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietTest {
    private final Quiet quiet = new Quiet(Duration.ofSeconds(12));

    @Test
    void whatHasNotChangedForLongEnoughIsQuiet() {
        assertThat(quiet.holds("1", Duration.ZERO)).isFalse();
        assertThat(quiet.holds("1", Duration.ofSeconds(11))).isFalse();
        assertThat(quiet.holds("1", Duration.ofSeconds(12))).isTrue();
    }

    @Test
    void aChangeBeginsTheTimeAnew() {
        quiet.holds("1", Duration.ZERO);
        quiet.holds("2", Duration.ofSeconds(11));

        assertThat(quiet.holds("2", Duration.ofSeconds(22))).isFalse();
        assertThat(quiet.holds("2", Duration.ofSeconds(23))).isTrue();
    }
}
