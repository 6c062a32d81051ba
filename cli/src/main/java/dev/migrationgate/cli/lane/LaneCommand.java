package dev.migrationgate.cli.lane;

import dev.migrationgate.cli.operate.ReleaseCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate lane}. */
@Command(
        name = "lane",
        description = "Shows databases' lanes, and lets one go on.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, ShowCommand.class, ReleaseCommand.class})
public final class LaneCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public LaneCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, show or release");
    }
}
