package dev.migrationgate.manifests;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest of some text.
 *
 * @param value {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record Digest(String value) {
    private static final String ALGORITHM = "sha256:";
    private static final int LENGTH = ALGORITHM.length() + 64;

    /** Refuses, with {@link IllegalArgumentException}, what does not have the form of a digest. */
    public Digest {
        if (!isDigest(value)) {
            throw new IllegalArgumentException("not a digest: " + value);
        }
    }

    /** The digest of the UTF-8 bytes of {@code text}. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of {@code bytes}. */
    public static Digest of(byte[] bytes) {
        return new Digest("sha256:" + HexFormat.of().formatHex(sha256(bytes)));
    }

    /** By hand, because each request makes a dozen, and a pattern costs more than all the hashing of a short text. */
    private static boolean isDigest(String value) {
        if (value.length() != LENGTH || !value.startsWith(ALGORITHM)) {
            return false;
        }
        for (int at = ALGORITHM.length(); at < LENGTH; at++) {
            char digit = value.charAt(at);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has to have SHA-256.
            throw new AssertionError(e);
        }
    }
}
