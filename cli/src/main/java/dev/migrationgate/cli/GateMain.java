package dev.migrationgate.cli;

import java.util.Collections;

/** Starts the command without the quickstart: {@code java -jar cli.jar}. */
public final class GateMain {
    private GateMain() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        // Without a logging back end, which this command does without, SLF4J would say so on every run.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(Gate.commandLine(Collections.emptySortedMap(), args).execute(args));
    }
}
