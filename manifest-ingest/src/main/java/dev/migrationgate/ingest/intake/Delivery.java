package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.util.Optional;

/**
 * One request as its sender identifies it.
 *
 * @param id the {@code Idempotency-Key}, or {@code body-} and the body's digest where the sender gave none
 * @param body digest of the body's bytes
 * @param traceparent W3C trace context that its events carry on
 */
public record Delivery(String id, Digest body, String traceparent) {
    /** A delivery whose sender may have named it. */
    public static Delivery of(Optional<String> key, byte[] body, String traceparent) {
        Digest digest = Digest.of(body);
        return new Delivery(key.orElse("body-" + digest), digest, traceparent);
    }
}
