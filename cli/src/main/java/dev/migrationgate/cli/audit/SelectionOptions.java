package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.Selection;
import dev.migrationgate.cli.ledger.MomentConverter;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events an export has. */
final class SelectionOptions {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description =
                    "First time of their events: 2026-01-31 (in UTC) or 2026-01-31T12:00:00Z. Default: the beginning.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = MomentConverter.class,
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
}
