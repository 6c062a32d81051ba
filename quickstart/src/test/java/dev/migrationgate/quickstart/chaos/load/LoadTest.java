package dev.migrationgate.quickstart.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts to an ingest that always gives the same answer. */
class LoadTest {
    private final Progress progress = new Progress();

    @TempDir
    private Path images;

    private HttpServer ingest;

    @BeforeEach
    void listen() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.start();
    }

    @AfterEach
    void close() {
        ingest.stop(0);
    }

    @Test
    void aRefusedRequestIsKeptWithItsAnswer() {
        answers(409, "{\"title\":\"the key was used for something else\"}");

        try (Operator operator = operator();
                Load load = begun(operator)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !load.refusals().isEmpty());

            assertThat(load.refusals().getFirst()).contains("409", "the key was used for something else");
            assertThat(progress.accepted()).isEmpty();
        }
    }

    @Test
    void whatIsPutOffHasNoAnswerYet() {
        answers(503, "{\"title\":\"not now\"}");

        try (Operator operator = operator();
                Load load = begun(operator)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> load.requests() > 1);

            assertThat(load.unanswered()).hasSize(1);
            assertThat(load.refusals()).isEmpty();
        }
    }

    @Test
    void whatIsAcceptedIsKept() {
        answers(202, "{\"deployments\":[{\"deploymentId\":\"d\",\"applicationId\":\"a\"}]}");

        try (Operator operator = operator();
                Load load = begun(operator)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> load.unanswered().isEmpty());

            assertThat(progress.accepted()).containsExactly("d");
        }
    }

    private void answers(int status, String body) {
        ingest.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private Operator operator() {
        return new Operator(address(), progress);
    }

    private Load begun(Operator operator) {
        Load load = new Load(new Load.Size(1, 1), 7, Duration.ofSeconds(1), images, address(), operator, progress);
        load.begin();
        return load;
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + ingest.getAddress().getPort());
    }
}
