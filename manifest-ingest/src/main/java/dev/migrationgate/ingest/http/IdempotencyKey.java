package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Delivery;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name that a sender gives a request, so that repeating it is harmless: a header, or the id that is signed with the body. */
final class IdempotencyKey {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

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

    static Problem notTheSignedId() {
        return Problem.of(
                400,
                "bad-idempotency-key",
                "The Idempotency-Key is not the webhook-id",
                "The webhook-id is signed and names the request; leave the Idempotency-Key out.");
    }
}
