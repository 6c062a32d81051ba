package dev.migrationgate.quickstart.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls the deployed service as its users would. */
final class ServiceCall implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /**
     * Calls the service once and makes sure that a version answered.
     *
     * @return the answer's body, in one line
     * @throws StepFailedException it did not answer 200, or another version did
     */
    String answer(URI address, String version) throws InterruptedException {
        try {
            return tried(address, version);
        } catch (IOException e) {
            throw new StepFailedException("200 from version " + version + " at " + address, e.toString());
        }
    }

    /**
     * The same, for one who may try again.
     *
     * @throws IOException it did not answer, or another version did
     */
    String tried(URI address, String version) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        String body = response.body().strip();
        if (response.statusCode() != 200 || !body.contains(version)) {
            throw new IOException(response.statusCode() + " " + body);
        }
        return body;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
