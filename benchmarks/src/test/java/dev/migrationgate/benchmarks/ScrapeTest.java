package dev.migrationgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeTest {
    private final Scrape scrape = new Scrape(List.of(
            "# TYPE calls_total counter",
            "calls_total{method=\"ListExecutions\",service=\"Executions\"} 12.0",
            "calls_total{method=\"GetJob\",service=\"Jobs\"} 3.0",
            "calls_total_of_others 100.0",
            "watched 1.0E4"));

    @Test
    void samplesOfANameAreSummed() {
        assertThat(scrape.sum("calls_total")).isEqualTo(15);
        assertThat(scrape.sum("watched")).isEqualTo(10_000);
        assertThat(scrape.sum("missing")).isZero();
    }

    @Test
    void labelsChoose() {
        assertThat(scrape.sum("calls_total", labels -> labels.contains("service=\"Jobs\"")))
                .isEqualTo(3);
    }
}
