package dev.migrationgate.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate lane}. */
@Command(
        name = "lane",
        description = "Lets a database's lane go on.",
        mixinStandardHelpOptions = true,
        subcommands = ReleaseCommand.class)
public final class LaneCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public LaneCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: release");
    }
}
