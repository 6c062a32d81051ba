package dev.migrationgate.cli.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A token: {@code mg_} and 256 random bits in base64url. Its beginning makes it easy to find where it does not belong.
 *
 * @param text the token itself, which is a secret
 */
record Token(String text) {
    private static final Pattern FORM = Pattern.compile("mg_[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    /** Refuses, with {@link IllegalArgumentException}, another form; the message does not have the text. */
    Token {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a token is 'mg_' and 43 letters, digits, '_' and '-'");
        }
    }

    /** A new one; the generator has to be one for secrets. */
    static Token draw(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token("mg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What ingest keeps of it: SHA-256, in hexadecimal. */
    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform cannot compute SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Token";
    }
}
