package dev.migrationgate.manifests;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One deployment of one application, derived from the request that asked for it, so that the same request twice
 * <em>is</em> the same deployment.
 *
 * @param value {@code d} followed by 25 characters of lower-case base32 (RFC 4648, {@code a-z2-7}; 125 bits): it starts
 *     with a letter and is short enough to be part of Cloud Run's names
 */
public record DeploymentId(String value) {
    private static final Pattern FORM = Pattern.compile("d[a-z2-7]{25}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int DIGITS = 25;

    /** Refuses, with {@link IllegalArgumentException}, what does not have the form of a deployment id. */
    public DeploymentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a deployment id: '" + value + "'");
        }
    }

    /**
     * Derives the id: the first 125 bits of the SHA-256 of delivery id, a zero byte, and application id.
     *
     * @param deliveryId the source's delivery id, or the {@code Idempotency-Key} of a request
     */
    public static DeploymentId derive(String deliveryId, ApplicationId application) {
        String text = deliveryId + '\0' + application;
        byte[] digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
        var id = new StringBuilder("d");
        for (int i = 0; i < DIGITS; i++) {
            id.append(ALPHABET.charAt(fiveBits(digest, i * 5)));
        }
        return new DeploymentId(id.toString());
    }

    @Override
    public String toString() {
        return value;
    }

    private static int fiveBits(byte[] bytes, int firstBit) {
        int at = firstBit / 8;
        int twoBytes = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
        return (twoBytes >> (11 - firstBit % 8)) & 0x1f;
    }
}
