package dev.migrationgate.cli;

import dev.migrationgate.cli.acls.AclsCommand;
import dev.migrationgate.cli.audit.AuditCommand;
import dev.migrationgate.cli.completion.CompletionCommand;
import dev.migrationgate.cli.deadletter.DeadLetterCommand;
import dev.migrationgate.cli.deploy.DeployCommand;
import dev.migrationgate.cli.lane.LaneCommand;
import dev.migrationgate.cli.ledger.HistoryCommand;
import dev.migrationgate.cli.ledger.LogsCommand;
import dev.migrationgate.cli.ledger.StatusCommand;
import dev.migrationgate.cli.ledger.WhyCommand;
import dev.migrationgate.cli.ledger.follow.WatchCommand;
import dev.migrationgate.cli.operate.CancelCommand;
import dev.migrationgate.cli.operate.DatabaseCommand;
import dev.migrationgate.cli.operate.RetryCommand;
import dev.migrationgate.cli.plan.PlanCommand;
import dev.migrationgate.cli.redeploy.RedeployCommand;
import dev.migrationgate.cli.rollout.RolloutCommand;
import dev.migrationgate.cli.token.TokenCommand;
import dev.migrationgate.cli.topics.TopicsCommand;
import dev.migrationgate.cli.validate.ValidateCommand;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code gate}. Exit codes, of every command: 0 done and well, 1 done and not well (the output says what), 2
 * misuse, or a server that is out of reach. What waits for a deployment has more of them.
 */
@Command(
        name = "gate",
        description = "Deploys a service only after its database migration succeeded.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Gate implements Runnable {
    /** The one command that has to see all others. */
    private static final String COMPLETION = "completion";

    /** In the order of the help. Not in the annotation, from which all of them would be made for each run of one. */
    private static final SequencedMap<String, Class<?>> COMMANDS = commands();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Gate() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see the list below");
    }

    /** All commands that need nothing but servers that run elsewhere. */
    public static CommandLine commandLine() {
        return commandLine(Collections.emptySortedMap());
    }

    /**
     * What it takes to run some arguments: the command that they begin with, since making one costs time, or all commands
     * where they begin with none, as for the help, or with the one that has to know all.
     *
     * @param more names and classes of commands beyond our own
     */
    public static CommandLine commandLine(SequencedMap<String, Class<?>> more, String... arguments) {
        Map<String, Class<?>> all = new LinkedHashMap<>(COMMANDS);
        all.putAll(more);
        CommandLine gate = new CommandLine(new Gate());
        if (arguments.length > 0 && all.containsKey(arguments[0]) && !arguments[0].equals(COMPLETION)) {
            gate.addSubcommand(arguments[0], all.get(arguments[0]));
        } else {
            all.forEach(gate::addSubcommand);
        }
        return gate.setExecutionExceptionHandler(Gate::failed);
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof CommandException expected) {
            PrintWriter err = command.getErr();
            err.println(command.getColorScheme().errorText("gate: " + expected.getMessage()));
            err.flush();
            return expected.exitCode();
        }
        throw failure;
    }

    private static SequencedMap<String, Class<?>> commands() {
        SequencedMap<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("topics", TopicsCommand.class);
        commands.put("acls", AclsCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("deploy", DeployCommand.class);
        commands.put("plan", PlanCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("why", WhyCommand.class);
        commands.put("history", HistoryCommand.class);
        commands.put("logs", LogsCommand.class);
        commands.put("watch", WatchCommand.class);
        commands.put("redeploy", RedeployCommand.class);
        commands.put("cancel", CancelCommand.class);
        commands.put("retry", RetryCommand.class);
        commands.put("lane", LaneCommand.class);
        commands.put("database", DatabaseCommand.class);
        commands.put("rollout", RolloutCommand.class);
        commands.put("dead-letter", DeadLetterCommand.class);
        commands.put("token", TokenCommand.class);
        commands.put("audit", AuditCommand.class);
        commands.put(COMPLETION, CompletionCommand.class);
        return commands;
    }
}
