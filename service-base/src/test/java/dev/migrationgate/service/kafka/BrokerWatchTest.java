package dev.migrationgate.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without a broker; one that goes away and comes back is in the system tests. */
class BrokerWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void nobodyListens() {
        try (BrokerWatch watch = BrokerWatch.start(Map.of("bootstrap.servers", "127.0.0.1:1"), "watch")) {
            assertThat(watch.problem()).isPresent();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(watch.problem()).contains("no broker answers at 127.0.0.1:1"));
        }
    }

    @Test
    void aNameThatNobodyKnowsIsAskedForAgain() {
        try (BrokerWatch watch = BrokerWatch.start(Map.of("bootstrap.servers", "broker.invalid:9092"), "watch")) {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(watch.problem()).contains("no broker answers at broker.invalid:9092"));
        }
    }
}
