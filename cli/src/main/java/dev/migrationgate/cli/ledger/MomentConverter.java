package dev.migrationgate.cli.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads when: a day, which begins at midnight in UTC, a time with its offset, or how long ago. */
public final class MomentConverter implements ITypeConverter<Instant> {
    /** For picocli. */
    public MomentConverter() {}

    @Override
    public Instant convert(String text) {
        try {
            if (text.indexOf('T') > 0) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (text.indexOf('-') > 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return Instant.now().minus(new DurationConverter().convert(text));
        } catch (DateTimeException | TypeConversionException _) {
            throw new TypeConversionException(
                    "'" + text + "' is no time such as 2026-11-27, 2026-11-27T13:00:00Z or 2h (ago)");
        }
    }
}
