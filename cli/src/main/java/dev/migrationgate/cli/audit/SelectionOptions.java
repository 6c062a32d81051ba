package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.Selection;
import dev.migrationgate.cli.ledger.MomentConverter;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which events an export has. */
final class SelectionOptions {
    private static final Pattern APPLICATION = Pattern.compile("[^/]+(/[^/]+){0,4}");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

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

    /**
     * What was chosen.
     *
     * @throws ParameterException nothing can be such
     */
    Selection selection() {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new ParameterException(spec.commandLine(), "--since has to be before --until");
        }
        if (application != null && !APPLICATION.matcher(application).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--application has to be an id such as acme/retail/production/shop/orders, or a beginning of it"
                            + " without a slash at its end, was '" + application + "'");
        }
        return new Selection(millis(since), millis(until), Optional.ofNullable(application));
    }

    private static OptionalLong millis(@Nullable Instant time) {
        return time == null ? OptionalLong.empty() : OptionalLong.of(time.toEpochMilli());
    }
}
