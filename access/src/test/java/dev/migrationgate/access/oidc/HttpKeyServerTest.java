package dev.migrationgate.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpKeyServerTest {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    HttpKeyServerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void aWholeAnswerIsGivenBack() throws Exception {
        try (var keys = new HttpKeyServer()) {
            assertThat(keys.fetch(address(exchange -> answer(exchange, "{}")))).isEqualTo("{}");
        }
    }

    @Test
    void anAnswerThatBeginsAndDoesNotEndIsNone() throws Exception {
        URI address = address(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                closing.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.close();
        });

        try (var keys = new HttpKeyServer(Duration.ofMillis(200))) {
            Future<String> fetched = threads.submit(() -> keys.fetch(address));

            assertThatThrownBy(() -> fetched.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void anAnswerThatIsTooLongIsNone() throws Exception {
        try (var keys = new HttpKeyServer()) {
            URI address = address(exchange -> answer(exchange, "x".repeat(300_000)));

            assertThatThrownBy(() -> keys.fetch(address)).isInstanceOf(IOException.class);
        }
    }

    private URI address(HttpHandler handler) {
        server.createContext("/", handler);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
