package dev.migrationgate.quickstart;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.StackLogs;
import dev.migrationgate.service.Logs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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

    /** Standard output; UTF-8 whatever the locale, since the events' arrows and frames need it. */
    static Screen screen() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        return new Screen(out, Logs.onTerminal() && !"dumb".equals(System.getenv("TERM")));
    }
}
