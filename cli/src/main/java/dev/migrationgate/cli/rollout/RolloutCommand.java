package dev.migrationgate.cli.rollout;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate rollout}. */
@Command(
        name = "rollout",
        description = "Shows what is rolled out, and why something is not deployed yet.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, ShowCommand.class})
public final class RolloutCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public RolloutCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list or show");
    }
}
