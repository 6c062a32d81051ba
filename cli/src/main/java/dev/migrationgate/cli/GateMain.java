package dev.migrationgate.cli;

/** Starts the command without the quickstart: {@code java -jar cli.jar}. */
public final class GateMain {
    private GateMain() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(Gate.commandLine().execute(args));
    }
}
