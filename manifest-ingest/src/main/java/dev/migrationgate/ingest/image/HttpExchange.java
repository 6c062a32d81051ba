package dev.migrationgate.ingest.image;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Over the network. */
final class HttpExchange implements Exchange, AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /** What registries have to take for a manifest (https://github.com/opencontainers/distribution-spec). */
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration limit;

    /** Exchanges that may take so long from connecting to the last byte. */
    HttpExchange(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Answer send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // The client's own limit ends with the headers.
            HttpResponse<byte[]> response = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), ByteString.copyFrom(response.body()));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + limit.toSeconds() + " s");
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
