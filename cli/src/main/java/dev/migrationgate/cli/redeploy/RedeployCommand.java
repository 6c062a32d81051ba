package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.IngestOptions;
import dev.migrationgate.cli.deploy.ReasonOptions;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.LedgerOptions;
import dev.migrationgate.cli.output.OutputOption;
import java.io.Console;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate redeploy}. */
@Command(
        name = "redeploy",
        description = {
            "Makes a deployment again from what was recorded: the same image, the same manifests.",
            "With --environment and --at: what every application of an environment served at a time.",
            "With --into: the same versions and images in another environment."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted, or nothing to do, or a dry run that nothing stands against",
            "1:refused, or not confirmed",
            "2:misuse, or out of reach"
        })
public final class RedeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DEPLOYMENT",
            arity = "0..1",
            description = "Id of the deployment, or its beginning: 8 characters or more.")
    private @Nullable String deployment;

    @Option(names = "--environment", paramLabel = "NAME", description = "All applications of this environment.")
    private @Nullable String environment;

    @Option(names = "--at", paramLabel = "TIME", description = "What was live then, such as 2026-11-27T13:00:00Z.")
    private @Nullable String at;

    @Option(
            names = "--within",
            paramLabel = "ID",
            defaultValue = "",
            description = "With --environment: only applications whose ids begin so, such as acme/retail.")
    private String within = "";

    @Option(
            names = "--into",
            paramLabel = "NAME",
            description = "Another environment, whose applications of the same names get the same versions and images,"
                    + " with its own manifests. Default: the one that it was recorded in.")
    private @Nullable String into;

    @Option(
            names = "--leave-out-missing",
            description = "With --into: redeploys the others where some applications are missing there.")
    private boolean leaveOutMissing;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private MigrationOptions migrations = new MigrationOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Mixin
    private IngestOptions ingest = new IngestOptions();

    @Option(
            names = "--dry-run",
            description = "Shows what would happen, asks ingest whether it would be taken, and ends.")
    private boolean dryRun;

    @Option(names = "--yes", description = "With --environment or --into: does not ask before it begins.")
    private boolean yes;

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public RedeployCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if ((deployment == null) == (environment == null) || (environment == null) != (at == null)) {
            throw new ParameterException(spec.commandLine(), "Give a DEPLOYMENT, or --environment with --at");
        }
        if (!within.isEmpty() && environment == null) {
            throw new ParameterException(spec.commandLine(), "--within is for --environment");
        }
        if (leaveOutMissing && into == null) {
            throw new ParameterException(spec.commandLine(), "--leave-out-missing is for --into");
        }
        try (Ledger reader = ledger.open();
                IngestClient client = ingest.open(ledger.token())) {
            var requests = new Requests(wish(), client, ingest, ingest.key());
            Plan plan = plan(new Known(reader), requests);
            output.print(out(), plan.lines(migrations.skip()), plan.json(migrations.skip()));
            if (!plan.missing().isEmpty() && !leaveOutMissing) {
                throw new CommandException(
                        1,
                        "nothing was requested: " + plan.missing().size() + " of the applications "
                                + (plan.missing().size() == 1 ? "is" : "are")
                                + " missing there; --leave-out-missing redeploys the others");
            }
            return plan.steps().isEmpty() ? 0 : carryOut(plan, requests);
        }
    }

    /** What ingest is told of every deployment. */
    private Map<String, Object> wish() {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("migrations", migrations.text());
        reason.into(wish);
        return wish;
    }

    private int carryOut(Plan plan, Requests requests) throws InterruptedException {
        // Of several, all are taken or none, as far as that can be known before.
        boolean careful = environment != null || plan.isElsewhere();
        if ((dryRun || careful) && !requests.possible(plan, report(true))) {
            return 1;
        }
        if (dryRun) {
            return 0;
        }
        return careful && !yes && !confirmed(plan) ? 1 : requests.make(plan, report(false));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private Report report(boolean dry) {
        return output.isJson()
                ? new JsonReport(dry, out())
                : new TextReport(dry, out(), spec.commandLine().getErr());
    }

    private Plan plan(Known known, Requests requests) throws InterruptedException {
        if (environment != null && at != null) {
            return Plan.of(known, environment, within, time(at), destination(known, requests, environment, false));
        }
        Served served = Served.named(known, Optional.ofNullable(deployment).orElse(""));
        String recorded = Recorded.environment(served.deployment());
        return Plan.of(served, destination(known, requests, recorded, true));
    }

    private Destination destination(Known known, Requests requests, String recorded, boolean named) {
        return into == null || into.equals(recorded)
                ? new Destination.WhereItWas(known, named)
                : new Elsewhere(known, requests, into, named, migrations.skip());
    }

    private Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(Instant.now())) {
                throw new ParameterException(
                        spec.commandLine(), "--at has to be a time that is over, was '" + text + "'");
            }
            return time;
        } catch (DateTimeException _) {
            throw new ParameterException(
                    spec.commandLine(), "--at has to be a time such as 2026-11-27T13:00:00Z, was '" + text + "'");
        }
    }

    // There is none where a JVM was told so; Error Prone counts on the default.
    @SuppressWarnings("SystemConsoleNull")
    private boolean confirmed(Plan plan) {
        Console console = System.console();
        if (output.isJson() || console == null || !console.isTerminal()) {
            throw new CommandException(
                    CommandException.UNUSABLE, "nobody is there to be asked; give --yes to redeploy " + plan.count());
        }
        String answer = console.readLine("redeploy %s? [y/N] ", plan.count());
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }
}
