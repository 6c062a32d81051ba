package dev.migrationgate.ingest.image;

import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.intake.ImageDigests;
import dev.migrationgate.ingest.intake.ImageLook;
import dev.migrationgate.ingest.intake.ImageReference;
import dev.migrationgate.ingest.intake.UnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The registries of images, asked one by one or through an endpoint that stands for all of them. */
public final class Registries implements ImageDigests, AutoCloseable {
    /** How many images of a request are asked for at once. */
    private static final int AT_ONCE = 16;

    private final HttpExchange exchange;
    private final ManifestLook look;
    private final Duration limit;

    /**
     * Makes them ready; nobody is asked yet.
     *
     * @param google who we are to Google's registries
     * @param secrets where the passwords of others are read
     */
    public Registries(ImageSettings settings, GoogleToken google, Secrets secrets, Clock clock) {
        limit = settings.limit();
        exchange = new HttpExchange(limit);
        var tokens = new Tokens(exchange, google, new DockerConfig(settings.credentials(), secrets), clock);
        look = new ManifestLook(settings, exchange, tokens);
    }

    @Override
    public Map<ImageReference, ImageLook> of(Set<ImageReference> images) {
        List<ImageReference> order = List.copyOf(images);
        List<Callable<ImageLook>> work = order.stream()
                .<Callable<ImageLook>>map(image -> () -> look.of(image))
                .toList();
        var threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, work.size()),
                Thread.ofVirtual().name("image-", 0).factory());
        try {
            List<Future<ImageLook>> looks = threads.invokeAll(work, limit.toMillis(), TimeUnit.MILLISECONDS);
            Map<ImageReference, ImageLook> found = new HashMap<>();
            for (int i = 0; i < order.size(); i++) {
                found.put(order.get(i), result(order.get(i), looks.get(i)));
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopped while a registry was asked", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private ImageLook result(ImageReference image, Future<ImageLook> look) throws InterruptedException {
        String which = "the registry of the image '" + image + "'";
        try {
            return look.get();
        } catch (CancellationException e) {
            throw new UnavailableException(which + " gave no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
                throw new UnavailableException(which + " cannot be asked: " + reason, cause);
            }
            throw new IllegalStateException("asking for '" + image + "' failed", e.getCause());
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        exchange.close();
    }
}
