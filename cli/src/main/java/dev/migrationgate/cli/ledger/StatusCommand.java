package dev.migrationgate.cli.ledger;

import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate status}. */
@Command(
        name = "status",
        description = {
            "Shows what is held, what moves and what ended last; of an application what is live and what moves; of a"
                    + " deployment everything that is known.",
            "With any of the options that choose deployments, those of all applications or of the one that is named."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:shown, also where nothing moves",
            "1:the ledger knows nothing of that application",
            "2:misuse, no such deployment, or the ledger is out of reach"
        })
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "APPLICATION|DEPLOYMENT",
            arity = "0..1",
            description = "An application's id, a beginning of it that ends before a slash, or its name; or a"
                    + " deployment's id, or the first 8 or more characters of it.")
    private @Nullable String subject;

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public StatusCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        try (Ledger client = ledger.open()) {
            View view = view(client);
            Freshness.warn(spec.commandLine().getErr(), view.answer());
            if (output.isJson()) {
                spec.commandLine().getOut().println(Printable.json(view.json()));
                spec.commandLine().getOut().flush();
            } else {
                Printable.print(spec.commandLine().getOut(), view.lines(Instant.now()));
            }
            return view.isEmpty() ? 1 : 0;
        }
    }

    private View view(Ledger client) throws InterruptedException {
        Optional<String> named = Optional.ofNullable(subject);
        if (named.isEmpty() || filters.isGiven()) {
            return Overview.of(client, filters, named);
        }
        Optional<View> deployment = DeploymentView.of(client, named.get());
        return deployment.isPresent() ? deployment.get() : ApplicationsView.of(client, named.get());
    }
}
