package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest.
 *
 * @param hex its 32 bytes as lower-case hexadecimal digits
 */
public record Sha256(String hex) {
    // Before ZERO, whose constructor needs it.
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** 32 zero bytes: stands where there is nothing before. */
    public static final Sha256 ZERO = new Sha256("0".repeat(64));

    /** Refuses, with {@link IllegalArgumentException}, what is no digest. */
    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 digest has 64 digits of 0-9 and a-f");
        }
    }

    /** The digest of some parts, one after the other. */
    public static Sha256 of(byte[]... parts) {
        MessageDigest digest = algorithm();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /** The digest of a text in UTF-8. */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A new copy of the 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The first 8 bytes, which are enough to tell apart what nobody has a reason to forge. */
    String beginning() {
        return hex.substring(0, 16);
    }

    static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform cannot compute SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
