package dev.migrationgate.cli.lane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.output.OutputOption;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate lane list}. */
@Command(
        name = "list",
        description = "Lists the lanes that a deployment holds or waits for.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:listed", "2:misuse, or a runner is out of reach"})
public final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunnerOptions runners = new RunnerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ListCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<JsonNode> lanes = runners.lanes();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(RunnerOptions.json(lanes));
        } else if (lanes.isEmpty()) {
            out.println("every lane is free");
        } else {
            LaneLines lines = new LaneLines(Instant.now());
            lanes.forEach(lane -> lines.summary(lane).forEach(out::println));
        }
        out.flush();
        return 0;
    }
}
