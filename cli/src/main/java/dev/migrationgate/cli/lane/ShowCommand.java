package dev.migrationgate.cli.lane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.OutputOption;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate lane show}. */
@Command(
        name = "show",
        description = "Shows who holds a lane, who waits for it in which order, and why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "2:misuse, several lanes end like that, or a runner is out of reach"})
public final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "LANE", description = "The lane's id, or its last parts: the database's name, say.")
    private String lane = "";

    @Mixin
    private RunnerOptions runners = new RunnerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ShowCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<JsonNode> found = runners.lanes().stream()
                .filter(each -> ("/" + each.path("lane").asText()).endsWith("/" + lane))
                .toList();
        if (found.size() > 1) {
            String names = String.join(
                    ", ", found.stream().map(each -> each.path("lane").asText()).toList());
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "several lanes end in '" + lane + "': " + names + "; give more of its id");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(RunnerOptions.json(found));
        } else if (found.isEmpty()) {
            out.println(lane + System.lineSeparator() + "  nobody holds it, and nobody waits");
        } else {
            new LaneLines(Instant.now()).whole(found.getFirst()).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
