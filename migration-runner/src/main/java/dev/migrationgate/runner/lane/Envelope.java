package dev.migrationgate.runner.lane;

import java.util.Base64;
import java.util.function.Supplier;

/**
 * The whole request, as bytes that the lane carries and never opens: the event at the end of a migration holds it again.
 *
 * @param base64 the bytes, in base64; text, so that two envelopes with the same bytes are equal
 * @param kept how many bytes the request is kept as, about and rather more; 0: not weighed yet
 */
public record Envelope(String base64, long kept) {

    /** An envelope around bytes. */
    public static Envelope of(byte[] bytes) {
        return new Envelope(Base64.getEncoder().encodeToString(bytes), 0);
    }

    /** The envelope with what was read of the request, and is kept beside it, weighed. */
    Envelope weighed(Supplier<String> beside) {
        return kept > 0 ? this : new Envelope(base64, base64.length() + bytesInJson(beside.get()));
    }

    /** Of UTF-8 with JSON's escapes: a control character has six times the length that it has in the event. */
    private static long bytesInJson(String text) {
        return text.chars().mapToLong(Envelope::bytesInJson).sum();
    }

    private static long bytesInJson(int character) {
        if (character < ' ' || Character.isSurrogate((char) character)) {
            return "\\u0000".length();
        }
        if (character > '~') {
            return 3;
        }
        return character == '"' || character == '\\' ? 2 : 1;
    }

    /** The bytes, a new array each time. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
