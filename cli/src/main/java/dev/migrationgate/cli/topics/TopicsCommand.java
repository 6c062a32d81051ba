package dev.migrationgate.cli.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate topics}. */
@Command(
        name = "topics",
        description = "Creates the topics on a broker, and names every difference from what they should be.",
        mixinStandardHelpOptions = true,
        subcommands = {ApplyCommand.class, CheckCommand.class})
public final class TopicsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public TopicsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: apply or check");
    }
}
