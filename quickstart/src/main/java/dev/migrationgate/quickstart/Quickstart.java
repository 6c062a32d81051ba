package dev.migrationgate.quickstart;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.quickstart.stack.StackLogs;

/** The command {@code gate} with {@code demo}, {@code up} and {@code chaos}, which need everything on the class path. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        StackLogs.off();
        System.exit(Gate.commandLine()
                .addSubcommand(new DemoCommand())
                .addSubcommand(new UpCommand())
                .addSubcommand(new ChaosCommand())
                .execute(args));
    }
}
