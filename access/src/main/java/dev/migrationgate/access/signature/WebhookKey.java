package dev.migrationgate.access.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Reads secrets of Standard Webhooks: {@code whsec_} and Base64, or the bytes as they are. */
final class WebhookKey {
    private static final byte[] PREFIX = "whsec_".getBytes(StandardCharsets.US_ASCII);

    private WebhookKey() {}

    /** The key that the secret stands for; empty: it is none, as what follows the prefix is no Base64 or nothing. */
    static Optional<byte[]> of(byte[] secret) {
        if (!Arrays.equals(secret, 0, Math.min(PREFIX.length, secret.length), PREFIX, 0, PREFIX.length)) {
            return Secrecy.usable(secret);
        }
        try {
            return Secrecy.usable(Base64.getDecoder().decode(Arrays.copyOfRange(secret, PREFIX.length, secret.length)));
        } catch (IllegalArgumentException _) {
            // Its message would show a character of the secret.
            return Optional.empty();
        }
    }
}
