package dev.migrationgate.runner.lane;

import java.util.Base64;

/**
 * The whole request, as bytes that the lane carries and never opens: the event at the end of a migration holds it again.
 *
 * @param base64 the bytes, in base64; text, so that two envelopes with the same bytes are equal
 */
public record Envelope(String base64) {

    /** An envelope around bytes. */
    public static Envelope of(byte[] bytes) {
        return new Envelope(Base64.getEncoder().encodeToString(bytes));
    }

    /** How many characters it is kept as. */
    int size() {
        return base64.length();
    }

    /** The bytes, a new array each time. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
