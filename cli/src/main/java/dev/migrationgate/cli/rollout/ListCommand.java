package dev.migrationgate.cli.rollout;

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

/** {@code gate rollout list}. */
@Command(
        name = "list",
        description = "Lists the applications that something is rolled out of.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:listed", "2:misuse, or a deployer is out of reach"})
public final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DeployerOptions deployers = new DeployerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ListCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<JsonNode> rollouts = deployers.rollouts();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(DeployerOptions.json(rollouts));
        } else if (rollouts.isEmpty()) {
            out.println("nothing is rolled out");
        } else {
            RolloutLines lines = new RolloutLines(Instant.now());
            rollouts.forEach(rollout -> lines.summary(rollout).forEach(out::println));
        }
        out.flush();
        return 0;
    }
}
