package dev.migrationgate.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TimeLimitTest {
    @Test
    @Timeout(60)
    void whatHangsIsEndedByAThreadThatHoldsNoProcess() throws InterruptedException {
        var daemon = new AtomicBoolean();
        var over = new CountDownLatch(1);

        try (var _ = new TimeLimit(Duration.ZERO, () -> {
            daemon.set(Thread.currentThread().isDaemon());
            over.countDown();
        })) {
            over.await();
        }

        assertThat(daemon).isTrue();
    }
}
