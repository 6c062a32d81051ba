package dev.migrationgate.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate database}. */
@Command(
        name = "database",
        description = "Changes how applications get at their databases.",
        mixinStandardHelpOptions = true,
        subcommands = {RotateCommand.class})
public final class DatabaseCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public DatabaseCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: rotate");
    }
}
