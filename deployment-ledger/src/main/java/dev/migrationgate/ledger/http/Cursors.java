package dev.migrationgate.ledger.http;

import dev.migrationgate.ledger.query.Page;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Places in lists as text. One that the caller may see is readable and every instance takes it. One that only names what is hidden from
 * the caller is encrypted (AES-GCM, NIST SP 800-38D) with a key of this process: another one, or the next, answers 400 to it. That
 * takes {@code 400} hidden entries in a row, so that no key has to be handed to all instances for it. Safe for several threads.
 */
final class Cursors {
    /** What a hidden place begins with; in no Base64. */
    private static final String HIDDEN = "~";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    /** With a key of its own. */
    Cursors() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "AES");
    }

    String write(Page.Place place) {
        byte[] bytes = place.key().getBytes(StandardCharsets.UTF_8);
        return place.visible() ? text(bytes) : HIDDEN + text(hidden(bytes));
    }

    /**
     * The key that a text is of.
     *
     * @throws IllegalArgumentException it is none; the message has the rule
     */
    String read(String text) {
        boolean hidden = text.startsWith(HIDDEN);
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(hidden ? text.substring(HIDDEN.length()) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has to be 'next' of the page before", e);
        }
        return new String(hidden ? shown(bytes) : bytes, StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] hidden(byte[] bytes) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0).doFinal(bytes);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    private byte[] shown(byte[] bytes) {
        if (bytes.length > NONCE_BYTES) {
            try {
                return cipher(Cipher.DECRYPT_MODE, bytes, 0).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            } catch (GeneralSecurityException e) {
                // Said below.
            }
        }
        throw new IllegalArgumentException(
                "has expired, as the ledger was started anew or another instance answers: begin with the first page");
    }

    private Cipher cipher(int mode, byte[] nonce, int from) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE_BYTES));
        return cipher;
    }
}
