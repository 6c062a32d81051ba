package dev.migrationgate.cli;

import dev.migrationgate.cli.deadletter.DeadLetterCommand;
import dev.migrationgate.cli.deploy.DeployCommand;
import dev.migrationgate.cli.lane.LaneCommand;
import dev.migrationgate.cli.operate.CancelCommand;
import dev.migrationgate.cli.operate.DatabaseCommand;
import dev.migrationgate.cli.operate.RetryCommand;
import dev.migrationgate.cli.plan.PlanCommand;
import dev.migrationgate.cli.rollout.RolloutCommand;
import dev.migrationgate.cli.token.TokenCommand;
import dev.migrationgate.cli.topics.TopicsCommand;
import dev.migrationgate.cli.validate.ValidateCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code gate}. Exit codes, of every command: 0 done and well, 1 done and not well (the output says what), 2
 * misuse, or a server that is out of reach.
 */
@Command(
        name = "gate",
        description = "Deploys a service only after its database migration succeeded.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            TopicsCommand.class,
            ValidateCommand.class,
            DeployCommand.class,
            PlanCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            LaneCommand.class,
            DatabaseCommand.class,
            RolloutCommand.class,
            DeadLetterCommand.class,
            TokenCommand.class
        })
public final class Gate implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Gate() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see the list below");
    }

    /** All commands that need nothing but servers that run elsewhere; more can be added before it is executed. */
    public static CommandLine commandLine() {
        return new CommandLine(new Gate()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CommandException expected) {
                PrintWriter err = command.getErr();
                err.println(command.getColorScheme().errorText("gate: " + expected.getMessage()));
                err.flush();
                return expected.exitCode();
            }
            throw failure;
        });
    }
}
