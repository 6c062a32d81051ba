package dev.migrationgate.google.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.migrationgate.google.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedSecretsTest {
    private static final SecretReference REFERENCE = SecretReference.parse("projects/p/secrets/hook/versions/latest");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T10:00:00Z"));
    private final AtomicInteger fetched = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean slow;
    private volatile boolean away;
    private volatile String value = "one";

    private final CachedSecrets secrets = new CachedSecrets(_ -> fetch(), clock);

    @Test
    void aSecretIsReadOnceAMinute() {
        assertThat(read()).isEqualTo("one");
        value = "two";
        clock.advance(Duration.ofSeconds(59));
        assertThat(read()).isEqualTo("one");
        clock.advance(Duration.ofSeconds(1));
        assertThat(read()).isEqualTo("two");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void anOutageIsFoundOutOnceAMinuteAndOverAtTheNext() {
        read();
        away = true;
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThat(read()).isEqualTo("one");
        }
        assertThat(fetched).hasValue(2);
        clock.advance(Duration.ofMinutes(1));
        assertThat(read()).isEqualTo("one");
        assertThat(fetched).hasValue(3);
        away = false;
        value = "two";
        clock.advance(Duration.ofMinutes(1));
        assertThat(read()).isEqualTo("two");
    }

    @Test
    void afterAnHourWhatWasReadBeforeIsNoLongerUsed() {
        read();
        away = true;
        clock.advance(Duration.ofMinutes(59).plusSeconds(30));
        assertThat(read()).isEqualTo("one");
        clock.advance(Duration.ofSeconds(30));

        assertThatThrownBy(this::read)
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("hook")
                .hasMessageNotContaining("one");
    }

    @Test
    void whileOneAsksTheOthersUseWhatWasReadBefore() throws Exception {
        read();
        clock.advance(Duration.ofMinutes(1));
        slow = true;
        CompletableFuture<String> first = later();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(later().get(30, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(first).isNotDone();
        value = "two";
        answered.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(fetched).hasValue(2);
    }

    private CompletableFuture<String> later() {
        return CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
    }

    private String read() {
        return new String(secrets.read(REFERENCE), StandardCharsets.UTF_8);
    }

    private ByteString fetch() throws IOException {
        fetched.incrementAndGet();
        if (away) {
            throw new IOException("away");
        }
        if (slow) {
            asked.countDown();
            await(answered);
        }
        return ByteString.copyFromUtf8(value);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(40, TimeUnit.SECONDS)) {
                throw new IOException("nobody answers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
