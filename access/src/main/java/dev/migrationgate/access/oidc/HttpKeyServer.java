package dev.migrationgate.access.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches over HTTP. Follows no redirects: keys come from the address that is configured, or from nowhere. */
public final class HttpKeyServer implements KeyServer, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** GitHub's and Google's key sets have some 10 KiB. */
    private static final long MAX_BYTES = 256 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Duration limit;

    /** Waits for five seconds. */
    public HttpKeyServer() {
        this(LIMIT);
    }

    /** Waits for so long, from connecting to the last byte. */
    HttpKeyServer(Duration limit) {
        this.limit = limit;
    }

    @Override
    public String fetch(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> response = answer(request);
        if (response.statusCode() != 200) {
            throw new IOException("it answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BYTES));
        try {
            // A request's own limit ends with the headers, and who sends the rest byte by byte would hold up all
            // callers.
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + limit);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("the call failed", e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** Gives up what is still being fetched. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
