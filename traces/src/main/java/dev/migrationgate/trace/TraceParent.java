package dev.migrationgate.trace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A W3C trace context (https://www.w3.org/TR/trace-context/, version 00): which trace, and which span of it is the parent of what
 * comes next. It names, and has no other meaning: nothing that is decided may hang on it.
 *
 * @param text as the header {@code traceparent} has it, 55 characters
 */
public record TraceParent(@JsonValue String text) {
    /** The name of the header, in HTTP and in Kafka. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final String SAMPLED = "01";

    /** Refuses, with {@link IllegalArgumentException}, what has another form. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TraceParent {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a W3C trace context of version 00");
        }
    }

    /** What somebody else handed over, if it is well-formed. */
    public static Optional<TraceParent> parse(@Nullable String header) {
        return header != null && FORM.matcher(header).matches()
                ? Optional.of(new TraceParent(header))
                : Optional.empty();
    }

    /** A new trace. */
    public static TraceParent begun(RandomGenerator random) {
        byte[] drawn = new byte[TRACE_BYTES + SPAN_BYTES];
        random.nextBytes(drawn);
        return of(drawn, SAMPLED);
    }

    /** The trace of something that came without one: the same whenever and wherever it is asked for. */
    public static TraceParent derivedFrom(String id) {
        return of(sha256(id), SAMPLED);
    }

    /** The context within a piece of work that this one caused: same trace, same flags, and a span's id that follows from the work. */
    public TraceParent child(String work) {
        byte[] digest = sha256(text + '\0' + work);
        digest[0] |= 1;
        String span = HexFormat.of().formatHex(digest, 0, SPAN_BYTES);
        return new TraceParent(text.substring(0, SPAN) + span + text.substring(SPAN + 2 * SPAN_BYTES));
    }

    /** The trace's id, 32 hexadecimal digits. */
    public String traceId() {
        return text.substring(TRACE, SPAN - 1);
    }

    /** The parent's id, 16 hexadecimal digits. */
    public String spanId() {
        return text.substring(SPAN, FLAGS - 1);
    }

    /** The flags, two hexadecimal digits. */
    public String flags() {
        return text.substring(FLAGS);
    }

    @Override
    public String toString() {
        return text;
    }

    private static TraceParent of(byte[] bytes, String flags) {
        // All zeros would not be valid.
        bytes[0] |= 1;
        bytes[TRACE_BYTES] |= 1;
        HexFormat hex = HexFormat.of();
        return new TraceParent("00-" + hex.formatHex(bytes, 0, TRACE_BYTES) + "-"
                + hex.formatHex(bytes, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES) + "-" + flags);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
