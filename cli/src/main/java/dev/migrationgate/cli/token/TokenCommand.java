package dev.migrationgate.cli.token;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate token}. */
@Command(
        name = "token",
        description = "Makes tokens that prove to ingest who calls.",
        mixinStandardHelpOptions = true,
        subcommands = {NewCommand.class, HashCommand.class})
public final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public TokenCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: new or hash");
    }
}
