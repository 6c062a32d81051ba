package dev.migrationgate.runner.lane;

import dev.migrationgate.host.JsonSize;
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

    /** Weighed together with what was read of the request and is kept beside it, where a control character is six times as long. */
    Envelope weighed(Supplier<String> beside) {
        return kept > 0 ? this : new Envelope(base64, base64.length() + JsonSize.of(beside.get()));
    }

    /** The bytes, a new array each time. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
