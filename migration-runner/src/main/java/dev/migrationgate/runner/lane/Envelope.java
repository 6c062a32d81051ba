package dev.migrationgate.runner.lane;

import dev.migrationgate.host.JsonSize;
import dev.migrationgate.trace.TraceParent;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The whole request, as bytes that the lane carries and never opens: the event at the end of a migration holds it again.
 *
 * @param base64 the bytes, in base64; text, so that two envelopes with the same bytes are equal
 * @param kept how many bytes the request is kept as, about and rather more; 0: not weighed yet
 * @param trace what stands on it: the trace context of the record that it came as, where that had one
 */
public record Envelope(String base64, long kept, Optional<TraceParent> trace) {

    /** A state that an earlier version wrote has no trace. */
    public Envelope {
        trace = trace == null ? Optional.empty() : trace;
    }

    /** An envelope around bytes. */
    public static Envelope of(byte[] bytes) {
        return of(bytes, Optional.empty());
    }

    /** The same with a trace context on it. */
    public static Envelope of(byte[] bytes, Optional<TraceParent> trace) {
        return new Envelope(Base64.getEncoder().encodeToString(bytes), 0, trace);
    }

    /** Weighed together with what was read of the request and is kept beside it, where a control character is six times as long. */
    Envelope weighed(Supplier<String> beside) {
        return kept > 0 ? this : new Envelope(base64, base64.length() + JsonSize.of(beside.get() + trace), trace);
    }

    /** The bytes, a new array each time. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
