package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.Selection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which events an export has. */
final class SelectionOptions {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Time.class,
            description =
                    "First time of their events: 2026-01-31 (in UTC) or 2026-01-31T12:00:00Z. Default: the beginning.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Time that their events are before. Default: the end.")
    private @Nullable Instant until;

    @Option(
            names = "--application",
            paramLabel = "ID",
            description = "Id of an application, or a beginning of it that ends before a slash. Default: everything.")
    private @Nullable String application;

    Selection selection() {
        return new Selection(millis(since), millis(until), Optional.ofNullable(application));
    }

    private static OptionalLong millis(@Nullable Instant time) {
        return time == null ? OptionalLong.empty() : OptionalLong.of(time.toEpochMilli());
    }

    /** A time, or the beginning of a day. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException _) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a day such as 2026-01-31 nor a time such as 2026-01-31T12:00:00Z");
            }
        }
    }
}
