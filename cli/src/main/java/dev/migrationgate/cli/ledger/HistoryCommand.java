package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate history}. */
@Command(
        name = "history",
        description = "Lists what was deployed of an application, or was to be, the newest first.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:listed", "1:the ledger knows nothing of it", "2:misuse, or the ledger is out of reach"})
public final class HistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "APPLICATION",
            description = "Its id, a beginning of it that ends before a slash, or its name.")
    private String application = "";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "20",
            converter = CountConverter.class,
            description = "How many at most. Default: 20.")
    private int limit;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public HistoryCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Ledger client = ledger.open()) {
            ObjectNode page = Pages.DEPLOYMENTS.first(client, Query.NONE.with("application", application), limit);
            List<Deployment> deployments = new ArrayList<>();
            for (JsonNode each : page.path("deployments")) {
                deployments.add(new Deployment(each));
            }
            if (output.isJson()) {
                out.println(Printable.json(page.toString()));
                out.flush();
            } else if (!deployments.isEmpty()) {
                Printable.print(out, HistoryLines.of(deployments));
            }
            Freshness.warn(err, page);
            Printable.print(err, notes(page, deployments.isEmpty()));
            return deployments.isEmpty() ? 1 : 0;
        }
    }

    private List<String> notes(ObjectNode page, boolean empty) {
        if (empty) {
            return List.of("gate: the ledger knows no deployment of '" + application + "'");
        }
        boolean more = Pages.goesOn(page) && !output.isJson();
        return more ? List.of("gate: there are older ones; --limit shows more") : List.of();
    }
}
