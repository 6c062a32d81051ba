package dev.migrationgate.cli.ledger.follow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.migrationgate.cli.instance.Elapsed;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.ledger.DurationConverter;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Outcome;
import dev.migrationgate.cli.ledger.Query;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether, where and how long a command waits for the ends of what it began. */
public final class WaitOptions {
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    @Option(
            names = "--wait",
            description = "Follows the deployments until they ended; the exit code says how. Needs --ledger.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait, such as 90s or 1h30m. Default: 30m.")
    private @Nullable Duration timeout;

    @Option(
            names = "--ledger",
            paramLabel = "URL",
            defaultValue = "${env:GATE_LEDGER}",
            description = "Address of the deployment ledger, to wait. Default: the variable GATE_LEDGER.")
    private @Nullable URI ledger;

    /** For picocli. */
    public WaitOptions() {}

    /**
     * Opens what is asked while it waits, before anything is begun that could not be waited for.
     *
     * @return empty: nobody wants to wait
     * @throws ParameterException the options do not fit together
     */
    public Optional<Ledger> open(CommandSpec spec, Optional<String> token) {
        if (!wait && timeout != null) {
            throw new ParameterException(spec.commandLine(), "--timeout is for --wait");
        }
        if (!wait) {
            return Optional.empty();
        }
        URI address = Optional.ofNullable(ledger)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--wait needs the ledger's address: --ledger or GATE_LEDGER"));
        return Optional.of(new Ledger(address, token));
    }

    /**
     * Waits for deployments that were accepted. As JSON, the progress is on standard error, and what the ledger said last of each
     * comes at the end.
     *
     * @return the exit code
     */
    public int follow(CommandSpec spec, Ledger client, List<Followed> deployments, OutputOption output)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Duration limit = Optional.ofNullable(timeout).orElse(TIMEOUT);
        Asking asking = (id, most) -> client.ask(Ledger.route(id), Query.NONE, most);
        var follow = new Follow(
                asking,
                InstantSource.system(),
                Thread::sleep,
                why -> Printable.print(
                        err,
                        List.of("gate: the ledger at " + client.address() + " does not answer (" + why
                                + "); waiting goes on")));
        Progress progress = output.isJson() ? new PlainProgress(err) : Progress.on(out);
        List<Followed> last = follow.untilEnded(deployments, limit, progress);
        progress.end(last);
        if (output.isJson()) {
            out.println(Printable.json(json(last)));
            out.flush();
        }
        last.stream()
                .filter(each -> each.outcome().isEmpty())
                .map(each -> timedOut(each, limit))
                .forEach(line -> Printable.print(err, List.of(line)));
        return exitCode(last);
    }

    private static String json(List<Followed> deployments) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Followed each : deployments) {
            all.add(each.last()
                    .map(Deployment::json)
                    .orElseGet(() -> JsonNodeFactory.instance
                            .objectNode()
                            .put("id", each.id())
                            .put("application", each.application())));
        }
        JsonNode whole = JsonNodeFactory.instance.objectNode().set("deployments", all);
        return whole.toString();
    }

    private static String timedOut(Followed followed, Duration limit) {
        String stands = followed.last().map(Deployment::status).orElse("not known to the ledger");
        return "gate: " + followed.name() + " is " + stands + " after " + Elapsed.text(limit)
                + "; it goes on without being waited for: gate why " + followed.id();
    }

    /** The worst comes first: a failure is known even where something else is still under way. */
    static int exitCode(List<Followed> deployments) {
        List<Optional<Outcome>> outcomes =
                deployments.stream().map(Followed::outcome).toList();
        if (outcomes.contains(Optional.of(Outcome.FAILED))) {
            return Outcome.FAILED.exitCode();
        }
        if (outcomes.contains(Optional.<Outcome>empty())) {
            return Outcome.TIMED_OUT;
        }
        return outcomes.stream()
                .flatMap(Optional::stream)
                .mapToInt(Outcome::exitCode)
                .max()
                .orElse(0);
    }
}
