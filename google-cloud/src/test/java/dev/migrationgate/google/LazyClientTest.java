package dev.migrationgate.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.core.BackgroundResource;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyClientTest {
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void whatCannotBeOpenedYetIsAnOutageAndOpenedLater() {
        Client opened = new Client();
        try (LazyClient<Client> client = new LazyClient<>(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("no credentials");
            }
            return opened;
        })) {
            assertThatThrownBy(client::get)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            failure -> assertThat(failure.getStatusCode().getCode())
                                    .isEqualTo(StatusCode.Code.UNAVAILABLE))
                    .hasMessageContaining("no credentials");

            assertThat(client.get()).isSameAs(opened);
        }
    }

    private static final class Client implements BackgroundResource {
        @Override
        public void shutdown() {}

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public void shutdownNow() {}

        @Override
        public boolean awaitTermination(long duration, TimeUnit unit) {
            return true;
        }

        @Override
        public void close() {}
    }
}
