package dev.migrationgate.quickstart;

import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate up}. */
@Command(
        name = "up",
        description = "Starts everything on this machine and shows events as they happen, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "1:it failed",
            "2:misuse, or a part did not start: a port or the state folder is in use, say",
            "130:stopped with Ctrl-C"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private StackFlags flags = new StackFlags();

    @Override
    public Integer call() {
        long startedNanos = System.nanoTime();
        StackOptions options = flags.options(System.getenv());
        try (Screen screen = Screen.standardOutput()) {
            return new Session(options, screen, startedNanos)
                    .run(stack -> new Staying(options, screen, stack).untilInterrupted());
        }
    }
}
