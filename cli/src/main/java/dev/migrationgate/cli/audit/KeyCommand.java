package dev.migrationgate.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate audit key}. */
@Command(
        name = "key",
        description = "Makes keys with which the ledger signs.",
        mixinStandardHelpOptions = true,
        subcommands = NewKeyCommand.class)
public final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public KeyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: new");
    }
}
