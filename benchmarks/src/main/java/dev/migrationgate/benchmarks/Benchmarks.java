package dev.migrationgate.benchmarks;

import dev.migrationgate.quickstart.stack.StackLogs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code gate bench}. */
@Command(
        name = "gate bench",
        description = "Measures the figures that the documents quote.",
        mixinStandardHelpOptions = true,
        subcommands = {
            InFlightCommand.class,
            DatabasesCommand.class,
            IngestCommand.class,
            ValidateCommand.class,
            LedgerCommand.class
        })
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs the benchmark that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        StackLogs.off();
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }
}
