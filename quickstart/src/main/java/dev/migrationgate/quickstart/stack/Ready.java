package dev.migrationgate.quickstart.stack;

import dev.migrationgate.quickstart.platform.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until services say at {@code /readyz} that they can do their work. */
public final class Ready implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Duration limit;

    /** Waits so long for each service, at most. */
    public Ready(Duration limit) {
        this.limit = limit;
    }

    /**
     * Returns as soon as the service is ready.
     *
     * @param managementPort its port for health
     * @throws PlatformException it was not within the limit; says what the service waits for
     */
    public void await(String service, int managementPort) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/readyz"))
                .timeout(ANSWER_LIMIT)
                .build();
        long end = System.nanoTime() + limit.toNanos();
        String last;
        do {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(PAUSE);
        } while (System.nanoTime() < end);
        throw new PlatformException(service + " is not ready after " + limit.toSeconds() + " s: " + last);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
