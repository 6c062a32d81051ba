package dev.migrationgate.cli.deadletter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate dead-letter}. */
@Command(
        name = "dead-letter",
        description = "Shows what services could not read, and sends it once more.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, ReplayCommand.class})
public final class DeadLetterCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public DeadLetterCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list or replay");
    }
}
