package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Delivery;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name that a sender gives a request, so that repeating it is harmless: a header, or the id that is signed with the body.
 *
 * @param text the name; absent: none was given
 * @param problem what is wrong with it
 */
record IdempotencyKey(Optional<String> text, Optional<Problem> problem) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Of a request whose sender is known. */
    static IdempotencyKey of(RoutingContext context) {
        Optional<String> named = Optional.ofNullable(context.request().getHeader("Idempotency-Key"));
        // Nobody signed the Idempotency-Key: with another one, who heard a request could make a second one of it.
        Optional<String> key = Access.of(context).signedId().or(() -> named);
        if (!wellFormed(key)) {
            return new IdempotencyKey(key, Optional.of(malformed()));
        }
        boolean other = named.isPresent() && !named.equals(key);
        return new IdempotencyKey(key, other ? Optional.of(notTheSignedId()) : Optional.empty());
    }

    static boolean wellFormed(Optional<String> key) {
        return key.filter(text -> !FORM.matcher(text).matches() || Delivery.isReserved(text))
                .isEmpty();
    }

    static Problem malformed() {
        return Problem.of(
                400,
                "bad-idempotency-key",
                "The Idempotency-Key is malformed",
                "It, or the webhook-id that is signed in its place, has 1 to 255 printable ASCII characters without"
                        + " spaces, and does not begin with github:, gitlab:, catch-up: or image:, which are the names of"
                        + " other deliveries.");
    }

    private static Problem notTheSignedId() {
        return Problem.of(
                400,
                "bad-idempotency-key",
                "The Idempotency-Key is not the webhook-id",
                "The webhook-id is signed and names the request; leave the Idempotency-Key out.");
    }
}
