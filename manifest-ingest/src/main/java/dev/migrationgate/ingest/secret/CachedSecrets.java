package dev.migrationgate.ingest.secret;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Secrets from Secret Manager and from files, read again after a minute, so that a rotated one is found without a restart. Where one
 * cannot be read again, what was read before goes on being used for as long as {@link #GRACE}: an outage of Secret Manager shuts
 * nobody out.
 */
public final class CachedSecrets implements Secrets {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofHours(1);

    private record Kept(ByteString bytes, Instant readAt) {}

    private final GoogleCloud google;
    private final Clock clock;
    private final ConcurrentMap<SecretReference, Kept> kept = new ConcurrentHashMap<>();

    /** Secrets behind Google's client. */
    public CachedSecrets(GoogleCloud google, Clock clock) {
        this.google = google;
        this.clock = clock;
    }

    @Override
    public byte[] read(SecretReference reference) {
        Instant now = clock.instant();
        Optional<Kept> before = Optional.ofNullable(kept.get(reference));
        if (before.filter(each -> each.readAt().plus(FRESH).isAfter(now)).isPresent()) {
            return before.get().bytes().toByteArray();
        }
        try {
            ByteString bytes = fetch(reference);
            kept.put(reference, new Kept(bytes, now));
            return bytes.toByteArray();
        } catch (IOException | ApiException e) {
            return before.filter(each -> each.readAt().plus(GRACE).isAfter(now))
                    .map(each -> each.bytes().toByteArray())
                    .orElseThrow(() -> new SecretException(reference, e));
        }
    }

    private ByteString fetch(SecretReference reference) throws IOException {
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
