package dev.migrationgate.google;

import com.google.api.gax.core.BackgroundResource;
import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.UnavailableException;
import io.grpc.Status;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A client that is opened when it is first asked for. Thread safe. */
final class LazyClient<T extends BackgroundResource> implements AutoCloseable {
    private final Opening<T> opening;
    private @Nullable T client;

    LazyClient(Opening<T> opening) {
        this.opening = opening;
    }

    /** The client, opened at the first call; an {@link UnavailableException} says that it could not be. */
    synchronized T get() {
        T open = client;
        if (open == null) {
            try {
                open = opening.open();
            } catch (IOException e) {
                // As if Google were away: credentials may come, or be mended, like everything else outside.
                throw new UnavailableException(
                        "cannot open a Google Cloud client: " + e.getMessage(),
                        e,
                        GrpcStatusCode.of(Status.Code.UNAVAILABLE),
                        true);
            }
            client = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    /** Opens one client. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws IOException;
    }
}
