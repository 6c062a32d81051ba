package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.util.List;
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
    /** Ids begin with these where the caller does not choose them; so no caller may choose one that does. */
    private static final List<String> RESERVED = List.of("github:", "gitlab:", "catch-up:", "image:");

    /** A call of somebody who proved nothing. */
    public static Delivery of(Optional<String> key, byte[] body, String traceparent) {
        return of(key, body, traceparent, Origin.API);
    }

    /** A delivery whose sender may have named it. */
    public static Delivery of(Optional<String> key, byte[] body, String traceparent, Origin origin) {
        Digest digest = Digest.of(body);
        return new Delivery(key.orElse("body-" + digest), digest, traceparent, origin);
    }

    /** A push that a hook told of. */
    public static Delivery ofHook(String id, byte[] body, String traceparent, Origin origin) {
        return new Delivery(origin.source() + ":" + id, Digest.of(body), traceparent, origin);
    }

    /** Whether an id has a form that no caller may choose. */
    public static boolean isReserved(String id) {
        return RESERVED.stream().anyMatch(id::startsWith);
    }
}
