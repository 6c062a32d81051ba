package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.DurationConverter;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.LedgerOptions;
import dev.migrationgate.cli.ledger.Query;
import dev.migrationgate.cli.ledger.Subject;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate watch}. */
@Command(
        name = "watch",
        description = {
            "Prints a line for each event as it happens, until Ctrl-C.",
            "Of a deployment, until it ended; the exit code says how."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the deployment is deployed",
            "1:it failed",
            "2:misuse, no such deployment or application, or the ledger is out of reach from the beginning",
            "3:--timeout is over",
            "4:it was cancelled or superseded"
        })
public final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DEPLOYMENT|APPLICATION",
            arity = "0..1",
            description =
                    "A deployment's id, or the first 8 or more characters of it; or an application's id, a beginning"
                            + " of it that ends before a slash, or its name.")
    private @Nullable String subject;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to watch at most, such as 90s or 1h30m. Default: for ever.")
    private @Nullable Duration timeout;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public WatchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Instant deadline = Optional.ofNullable(timeout)
                .map(time -> Instant.now().plus(time))
                .orElse(Instant.MAX);
        try (Ledger client = ledger.open()) {
            Optional<Subject> watched = subject == null ? Optional.empty() : Optional.of(Subject.of(client, subject));
            try {
                return watch(client, watched).until(deadline);
            } catch (IOException e) {
                throw client.outOfReach(e);
            }
        }
    }

    private Watch watch(Ledger client, Optional<Subject> watched) {
        PrintWriter err = spec.commandLine().getErr();
        Query query = Query.NONE.with("application", watched.map(Subject::application));
        var events = new Events(
                spec.commandLine().getOut(),
                err,
                output.isJson(),
                watched.flatMap(Subject::deployment).map(Deployment::id),
                (id, limit) -> client.ask(Ledger.route(id), Query.NONE, limit));
        return new Watch(
                lastEvent -> client.lines("/v1/stream", query, lastEvent),
                events,
                Pace.real(),
                why -> Printable.print(
                        err,
                        List.of("gate: the connection to the ledger at " + client.address() + " is lost (" + why
                                + "); it is tried again")));
    }
}
