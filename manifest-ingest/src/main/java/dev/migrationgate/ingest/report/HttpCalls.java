package dev.migrationgate.ingest.report;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes calls that end: no redirect is followed, no more is read than is needed, and all of it is limited. Safe for several threads. */
final class HttpCalls implements Calls, AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final String AGENT = "migration-gate";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration limit;

    /** Calls that may take so long from connecting to the last byte. */
    HttpCalls(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Answer make(HttpRequest request) throws IOException, InterruptedException {
        // GitHub refuses calls without one.
        HttpRequest named = HttpRequest.newBuilder(request, (name, value) -> true)
                .header("User-Agent", AGENT)
                .build();
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(named, _ -> new BodyBeginning());
        try {
            // The client's own limit ends with the headers.
            HttpResponse<String> response = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + limit);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("the call failed", e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
