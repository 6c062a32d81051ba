package dev.migrationgate.cli.ledger;

import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate why}. */
@Command(
        name = "why",
        description =
                "Says in a sentence why a deployment stands as it does: what it waits for, who holds that, or why it ended.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:said", "2:misuse, no such deployment, or the ledger is out of reach"})
public final class WhyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DEPLOYMENT",
            converter = DeploymentConverter.class,
            description = "Its id, or the first 8 or more characters of it.")
    private String deployment = "";

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public WhyCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        try (Ledger client = ledger.open()) {
            Reply.Found why = client.found(Ledger.route(deployment) + "/why", Query.NONE);
            String said = output.isJson()
                    ? Printable.json(why.body())
                    : Printable.of(why.json().path("text").asText());
            spec.commandLine().getOut().println(said);
            spec.commandLine().getOut().flush();
            Freshness.warn(spec.commandLine().getErr(), why.json());
            return 0;
        }
    }
}
