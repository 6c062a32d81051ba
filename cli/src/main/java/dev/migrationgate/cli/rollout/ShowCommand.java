package dev.migrationgate.cli.rollout;

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

/** {@code gate rollout show}. */
@Command(
        name = "show",
        description = "Shows what is rolled out of an application, how far it is, who waits behind it, and why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "2:misuse, several applications end like that, or a deployer is out of reach"})
public final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "APPLICATION", description = "The application's id, or its last parts: its name, say.")
    private String application = "";

    @Mixin
    private DeployerOptions deployers = new DeployerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ShowCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<JsonNode> found = deployers.rollouts().stream()
                .filter(each -> ("/" + name(each)).endsWith("/" + application))
                .toList();
        if (found.size() > 1) {
            String names =
                    String.join(", ", found.stream().map(ShowCommand::name).toList());
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "several applications end in '" + application + "': " + names + "; give more of its id");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(DeployerOptions.json(found));
        } else if (found.isEmpty()) {
            out.println(application + System.lineSeparator() + "  nothing is rolled out, and nothing waits");
        } else {
            new RolloutLines(Instant.now()).whole(found.getFirst()).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static String name(JsonNode rollout) {
        return rollout.path("applicationId").asText();
    }
}
