package dev.migrationgate.tests.secrecy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What services answer over HTTP, status and headers included. Every answer is kept that differs from those before. */
final class ServiceAnswers implements AutoCloseable {
    private static final int MILLIS_BETWEEN_LOOKS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Set<String>> kept = new ConcurrentHashMap<>();

    /**
     * Asks once.
     *
     * @return the answer's body
     */
    String ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        String page = request.method() + " " + request.uri().getPath() + " of port "
                + request.uri().getPort();
        kept.computeIfAbsent(page, first -> ConcurrentHashMap.newKeySet())
                .add(answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body());
        return answer.body();
    }

    /** The same by GET. */
    String get(URI address) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(address).build());
    }

    /** Asks for pages again and again from now on. */
    void keepAsking(List<URI> pages) {
        var _ = looks.scheduleWithFixedDelay(
                () -> pages.forEach(this::look), 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }

    private void look(URI page) {
        try {
            var _ = get(page);
        } catch (IOException e) {
            // Not counted as an answer: who expects one finds it missing.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that was answered so far, by page. */
    Traces traces() {
        Map<String, byte[]> pieces = new HashMap<>();
        kept.forEach(
                (page, answers) -> pieces.put(page, String.join("\n", answers).getBytes(StandardCharsets.UTF_8)));
        return new Traces(pieces);
    }

    @Override
    public void close() {
        looks.shutdownNow();
        http.shutdownNow();
        http.close();
    }
}
