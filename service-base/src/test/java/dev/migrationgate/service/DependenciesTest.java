package dev.migrationgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final Readiness readiness = new Readiness();
    private final Dependencies dependencies =
            new Dependencies(Duration.ofMillis(1), Duration.ofMillis(1), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void whatIsAwayIsToldUntilItAnswersAgain() {
        AtomicBoolean away = new AtomicBoolean();
        dependencies.with("registry", () -> {
            if (away.get()) {
                throw new IOException("connection refused");
            }
        });
        try (var _ = dependencies.with("other", () -> {}).start(readiness)) {
            assertThat(readiness.problems()).isEmpty();

            away.set(true);
            await().until(
                            readiness::problems,
                            Map.of("registry", "does not answer since " + NOW + ": connection refused")::equals);

            away.set(false);
            await().until(readiness::problems, Map::isEmpty);
        }
    }

    @Test
    void aQuestionThatHangsHoldsNoOtherUp() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        try (var _ = dependencies
                .with("hangs", new CountDownLatch(1)::await)
                .with("answers", asked::countDown)
                .start(readiness)) {
            asked.await();
        }
    }
}
