package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HttpCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver receiver = Receiver.start();
                Receiver other = Receiver.start();
                HttpCalls calls = new HttpCalls(LIMIT)) {
            receiver.replies.add(new Receiver.Reply(
                    307, Map.of("Location", other.at("/elsewhere").toString()), ""));

            Answer answer = calls.make(post(receiver.at("/")));

            assertThat(answer.status()).isEqualTo(307);
            assertThat(Verdict.of(answer, Events.NOW)).isEqualTo(new Verdict.Refused("it answered 307"));
            assertThat(receiver.received).hasSize(1);
            assertThat(other.received).isEmpty();
        }
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() throws Exception {
        try (Receiver receiver = Receiver.start();
                HttpCalls calls = new HttpCalls(LIMIT)) {
            receiver.replies.add(new Receiver.Reply(200, Map.of(), "x".repeat(5_000_000)));

            assertThat(calls.make(post(receiver.at("/"))).beginning()).isEqualTo("x".repeat(BodyBeginning.MAX_BYTES));
            assertThat(calls.make(post(receiver.at("/"))).beginning()).isEqualTo("{}");
        }
    }

    @Test
    void anAnswerThatDoesNotEndIsNone() throws Exception {
        var closing = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpCalls calls = new HttpCalls(Duration.ofMillis(200));
                Ending _ = closing::countDown) {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                exchange.close();
            });
            server.start();
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            assertThatThrownBy(() -> calls.make(post(address))).isInstanceOf(HttpTimeoutException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyThereIsNoAnswer() {
        Receiver gone = Receiver.start();
        URI address = gone.at("/");
        gone.close();

        try (HttpCalls calls = new HttpCalls(LIMIT)) {
            assertThatThrownBy(() -> calls.make(post(address))).isInstanceOf(IOException.class);
        }
    }

    /** Ends the answer before the threads that give it are waited for. */
    private interface Ending extends AutoCloseable {
        @Override
        void close();
    }

    private static HttpRequest post(URI address) {
        return HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }
}
