package dev.migrationgate.ingest.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** The header by which a sender names a request, so that repeating it is harmless. */
final class IdempotencyKey {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    static boolean wellFormed(Optional<String> key) {
        return key.filter(text -> !FORM.matcher(text).matches()).isEmpty();
    }

    static Problem malformed() {
        return Problem.of(
                400,
                "bad-idempotency-key",
                "The Idempotency-Key is malformed",
                "It has 1 to 255 printable ASCII characters without spaces.");
    }
}
