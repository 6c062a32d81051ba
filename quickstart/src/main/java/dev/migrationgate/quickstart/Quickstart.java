package dev.migrationgate.quickstart;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.quickstart.stack.StackLogs;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The command {@code gate} with {@code demo}, {@code up} and {@code chaos}, which need everything on the class path. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        SequencedMap<String, Class<?>> ours = new LinkedHashMap<>();
        ours.put("demo", DemoCommand.class);
        ours.put("up", UpCommand.class);
        ours.put("chaos", ChaosCommand.class);
        if (args.length > 0 && ours.containsKey(args[0])) {
            StackLogs.off();
        } else {
            noLogs();
        }
        System.exit(Gate.commandLine(ours, args).execute(args));
    }

    /** What {@link StackLogs#off()} does, for commands that never log, without the time that a logging back end takes to start. */
    private static void noLogs() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    }
}
