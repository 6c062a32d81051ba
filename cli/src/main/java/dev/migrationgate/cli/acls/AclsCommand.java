package dev.migrationgate.cli.acls;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate acls}. */
@Command(
        name = "acls",
        description = "Applies the access rules to the brokers, and names every difference from what they should be.",
        mixinStandardHelpOptions = true,
        subcommands = {ApplyCommand.class, CheckCommand.class, UsersCommand.class})
public final class AclsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public AclsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: apply, check or users");
    }
}
