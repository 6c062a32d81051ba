package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate logs}. */
@Command(
        name = "logs",
        description = "Shows what the ledger has of the log of a deployment's migration, and where the whole log is.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:there is no log, or none yet",
            "2:misuse, no such deployment, or the ledger is out of reach"
        })
public final class LogsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DEPLOYMENT",
            converter = DeploymentConverter.class,
            description = "Its id, or the first 8 or more characters of it.")
    private String id = "";

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public LogsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Ledger client = ledger.open()) {
            Reply.Found found = client.found(Ledger.route(id), Query.NONE);
            var deployment = new Deployment(found.json());
            List<String> lines = lines(deployment);
            if (output.isJson()) {
                out.println(Printable.json(found.body()));
                out.flush();
            } else {
                Printable.print(out, lines);
            }
            Freshness.warn(spec.commandLine().getErr(), found.json());
            if (lines.isEmpty()) {
                Printable.print(spec.commandLine().getErr(), List.of("gate: " + none(deployment)));
            }
            return lines.isEmpty() ? 1 : 0;
        }
    }

    private static List<String> lines(Deployment deployment) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : deployment.json().path("logExcerpt")) {
            lines.add(line.asText().replace("\t", "    "));
        }
        deployment.text("logUri").ifPresent(uri -> lines.add("the whole log: " + uri));
        return lines;
    }

    private static String none(Deployment deployment) {
        String who = "deployment " + deployment.shortId();
        return switch (deployment.text("migration").orElse("")) {
            case "none" -> who + " has no log: it has no migration";
            case "not-required" -> who + " has no log: it needed no migration";
            case "skipped" -> who + " has no log: its migration was skipped";
            default -> who + " has no log yet: it is " + deployment.status();
        };
    }
}
