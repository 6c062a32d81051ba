package dev.migrationgate.tests.outage;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks services over HTTP how they are. */
final class Readyz implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();

    /** Waits until a service says that it can do its work. */
    void ready(URI management) {
        awaitAnswer(management, 200, "");
    }

    /** Waits until a service says that something is away. */
    void unready(URI management, String missing) {
        awaitAnswer(management, 503, missing);
    }

    private void awaitAnswer(URI management, int status, String text) {
        await(management + ": " + status + " " + text)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    HttpResponse<String> answer = ask(management.resolve("/readyz"));
                    return answer.statusCode() == status && answer.body().contains(text);
                });
    }

    /** One question. */
    HttpResponse<String> ask(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
