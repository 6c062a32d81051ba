package dev.migrationgate.benchmarks.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies as the Standard Webhooks specification 1.0 wants it: HMAC-SHA256 over {@code id.timestamp.body}. For one thread
 * only.
 */
final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Signer(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * The value of {@code webhook-signature}.
     *
     * @param id value of {@code webhook-id}
     * @param timestampSeconds value of {@code webhook-timestamp}, seconds since 1970
     */
    String sign(String id, long timestampSeconds, byte[] body) {
        mac.update((id + '.' + timestampSeconds + '.').getBytes(StandardCharsets.US_ASCII));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
