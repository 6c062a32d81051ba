package dev.migrationgate.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void medianAndP95AreTimesThatWereSeenInWhateverOrder() {
        Spread spread = new Spread(LongStream.rangeClosed(1, 100)
                .map(i -> (101 - i) * 1_000_000)
                .boxed()
                .toList());

        assertThat(spread.median()).isEqualTo(50);
        assertThat(spread.p95()).isEqualTo(95);
    }

    @Test
    void aSingleTimeIsBoth() {
        Spread spread = new Spread(List.of(7_300_000L));

        assertThat(spread.median()).isEqualTo(7.3);
        assertThat(spread.p95()).isEqualTo(7.3);
        assertThat(Spread.millis(spread.p95())).isEqualTo("7.3 ms");
    }

    @Test
    void noTimeAtAllIsRefused() {
        assertThatThrownBy(() -> new Spread(List.of())).hasMessageContaining("at least");
    }
}
