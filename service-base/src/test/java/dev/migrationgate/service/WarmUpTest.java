package dev.migrationgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void isReadyOnlyWhenEveryStepIsDone() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        WarmUp warmUp = new WarmUp()
                .with("one", first::await)
                .with("two", second::await)
                .start(LONG);

        assertThat(warmUp.problem()).contains("warming up");
        first.countDown();
        assertThat(warmUp.problem()).contains("warming up");
        second.countDown();
        await().until(warmUp::problem, Optional::isEmpty);
    }

    @Test
    void isReadyThoughAStepFails() {
        WarmUp warmUp = new WarmUp()
                .with("bad", () -> {
                    throw new IllegalStateException("the registry is away");
                })
                .start(LONG);

        await().until(warmUp::problem, Optional::isEmpty);
    }

    @Test
    void isReadyAfterItsLimitThoughAStepHangs() {
        WarmUp warmUp = new WarmUp().with("hangs", new CountDownLatch(1)::await).start(Duration.ofMillis(1));

        await().until(warmUp::problem, Optional::isEmpty);
    }
}
