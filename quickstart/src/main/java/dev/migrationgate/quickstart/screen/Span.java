package dev.migrationgate.quickstart.screen;

import java.time.Duration;
import java.util.Locale;

/** Writes a duration as a person reads it: milliseconds below a second, seconds above. */
public final class Span {

    private Span() {}

    /** For example {@code 117 ms}, {@code 2.31 s}, {@code 42.0 s}. */
    public static String of(Duration time) {
        long millis = time.toMillis();
        if (Math.abs(millis) < 1000) {
            return millis + " ms";
        }
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1000.0);
    }
}
