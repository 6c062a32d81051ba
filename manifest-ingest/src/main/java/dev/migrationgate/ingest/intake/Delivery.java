package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.util.Optional;

/**
 * One request as its sender identifies it.
 *
 * @param id the {@code Idempotency-Key}, {@code body-} and the body's digest where the sender gave none, or the kind of source
 *     and its own id, such as {@code github:72d3162e}
 * @param body digest of the body's bytes
 * @param traceparent W3C trace context that its events carry on
 * @param origin where it came from
 */
public record Delivery(String id, Digest body, String traceparent, Origin origin) {
    /** A call of somebody who proved nothing. */
    public static Delivery of(Optional<String> key, byte[] body, String traceparent) {
        return of(key, body, traceparent, Origin.API);
    }

    /** A delivery whose sender may have named it. */
    public static Delivery of(Optional<String> key, byte[] body, String traceparent, Origin origin) {
        Digest digest = Digest.of(body);
        return new Delivery(key.orElse("body-" + digest), digest, traceparent, origin);
    }
}
