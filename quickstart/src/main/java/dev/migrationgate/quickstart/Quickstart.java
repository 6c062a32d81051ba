package dev.migrationgate.quickstart;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.quickstart.stack.StackLogs;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/** The command {@code gate} with {@code demo}, {@code up} and {@code chaos}, which need everything on the class path. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        SequencedMap<String, Class<?>> ours = new LinkedHashMap<>();
        ours.put("demo", DemoCommand.class);
        ours.put("up", UpCommand.class);
        ours.put("chaos", ChaosCommand.class);
        if (mayLog(ours.keySet(), args)) {
            StackLogs.off();
        } else {
            noLogs();
        }
        System.exit(Gate.commandLine(ours, args).execute(args));
    }

    /** Whether the command may be one of ours. A file of arguments ({@code @file}) tells only when it is read. */
    static boolean mayLog(Set<String> ours, String... args) {
        return args.length > 0 && (ours.contains(args[0]) || args[0].startsWith("@"));
    }

    /**
     * For commands that never log: SLF4J says nothing, without the time that a logging back end takes to start. Unlike
     * {@link StackLogs#off()} it does not bridge {@code java.util.logging}, and nothing can be logged afterwards.
     */
    private static void noLogs() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    }
}
