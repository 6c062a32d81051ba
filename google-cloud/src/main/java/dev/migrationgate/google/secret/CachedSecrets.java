package dev.migrationgate.google.secret;

import com.google.api.gax.rpc.ApiException;
import com.google.protobuf.ByteString;
import dev.migrationgate.google.GoogleCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Secrets from Secret Manager and from files, read again after a minute, so that a rotated one is found without a restart. Where one
 * cannot be read again, what was read before goes on being used for as long as {@link #GRACE}: an outage of Secret Manager shuts
 * nobody out. Finding out that it is away takes the client many seconds; so it is found out once a minute, by one reader of a secret,
 * while the others use what was read before, or wait for that one where there is nothing.
 */
public final class CachedSecrets implements Secrets {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofHours(1);

    /** Where secrets really are. */
    @FunctionalInterface
    interface Source {
        ByteString fetch(SecretReference reference) throws IOException;
    }

    private record Kept(ByteString bytes, Instant readAt, Instant triedAt) {
        boolean isFresh(Instant now) {
            return triedAt.plus(FRESH).isAfter(now) && isUsable(now);
        }

        boolean isUsable(Instant now) {
            return readAt.plus(GRACE).isAfter(now);
        }
    }

    private final Source source;
    private final Clock clock;
    private final ConcurrentMap<SecretReference, Kept> kept = new ConcurrentHashMap<>();
    private final ConcurrentMap<SecretReference, CompletableFuture<ByteString>> flights = new ConcurrentHashMap<>();

    /** Secrets behind Google's client. */
    public CachedSecrets(GoogleCloud google, Clock clock) {
        this(reference -> fetch(google, reference), clock);
    }

    /** Secrets from somewhere else. */
    CachedSecrets(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public byte[] read(SecretReference reference) {
        Instant now = clock.instant();
        Optional<Kept> before = Optional.ofNullable(kept.get(reference));
        if (before.filter(each -> each.isFresh(now)).isPresent()) {
            return before.get().bytes().toByteArray();
        }
        var own = new CompletableFuture<ByteString>();
        Optional<CompletableFuture<ByteString>> other = Optional.ofNullable(flights.putIfAbsent(reference, own));
        if (other.isEmpty()) {
            fly(reference, own, now);
        } else if (before.filter(each -> each.isUsable(now)).isPresent()) {
            return before.get().bytes().toByteArray();
        }
        return landed(reference, other.orElse(own));
    }

    private void fly(SecretReference reference, CompletableFuture<ByteString> flight, Instant now) {
        try {
            flight.complete(again(reference, now));
        } catch (IOException | RuntimeException e) {
            flight.completeExceptionally(e);
        } finally {
            flights.remove(reference, flight);
            // Without effect but after an error of the machine, which must not leave the others waiting.
            flight.completeExceptionally(new IllegalStateException("reading it ended in an error"));
        }
    }

    private ByteString again(SecretReference reference, Instant now) throws IOException {
        Optional<Kept> before = Optional.ofNullable(kept.get(reference));
        if (before.filter(each -> each.isFresh(now)).isPresent()) {
            // Another flight landed between our look and our start.
            return before.get().bytes();
        }
        try {
            ByteString bytes = source.fetch(reference);
            kept.put(reference, new Kept(bytes, now, now));
            return bytes;
        } catch (IOException | ApiException e) {
            if (before.filter(each -> each.isUsable(now)).isEmpty()) {
                throw e;
            }
            // Counted from when that was found out, since that alone may take most of a minute.
            kept.put(reference, new Kept(before.get().bytes(), before.get().readAt(), clock.instant()));
            return before.get().bytes();
        }
    }

    private static byte[] landed(SecretReference reference, CompletableFuture<ByteString> flight) {
        try {
            return flight.join().toByteArray();
        } catch (CompletionException e) {
            throw new SecretException(
                    reference, Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    private static ByteString fetch(GoogleCloud google, SecretReference reference) throws IOException {
        return switch (reference) {
            case SecretReference.File(Path path) -> withoutLineBreak(Files.readAllBytes(path));
            case SecretReference.Version(String name) ->
                google.secrets().accessSecretVersion(name).getPayload().getData();
        };
    }

    /** Editors end the last line, too. */
    private static ByteString withoutLineBreak(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
        }
        return ByteString.copyFrom(bytes, 0, length);
    }
}
