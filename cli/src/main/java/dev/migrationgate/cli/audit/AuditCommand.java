package dev.migrationgate.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate audit}. */
@Command(
        name = "audit",
        description = "Exports every recorded event, and verifies such an export without the ledger.",
        mixinStandardHelpOptions = true,
        subcommands = {ExportCommand.class, VerifyCommand.class, KeyCommand.class})
public final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public AuditCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: export, verify or key");
    }
}
