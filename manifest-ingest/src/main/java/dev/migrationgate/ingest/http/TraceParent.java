package dev.migrationgate.ingest.http;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context (https://www.w3.org/TR/trace-context/), as far as ingest takes part: taken over, or begun. */
final class TraceParent {
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The caller's context if it is well-formed, else a new one. */
    static String of(@Nullable String header, RandomGenerator random) {
        if (header != null && FORM.matcher(header).matches()) {
            return header;
        }
        return "00-" + hex(random, 16) + "-" + hex(random, 8) + "-01";
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        // All zeros would not be valid.
        drawn[0] |= 1;
        return HexFormat.of().formatHex(drawn);
    }
}
