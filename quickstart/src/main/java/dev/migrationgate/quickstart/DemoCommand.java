package dev.migrationgate.quickstart;

import dev.migrationgate.quickstart.demo.Demo;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate demo}. */
@Command(
        name = "demo",
        description = "Shows the main job on this machine: a gated deployment, a failed migration, one without any.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every step came out as said",
            "1:a step did not",
            "2:misuse, or a part did not start: a port or the state folder is in use, say",
            "130:stopped with Ctrl-C"
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private StackFlags flags = new StackFlags();

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Mixin
    private RemoteFlags remote = new RemoteFlags();

    @Override
    public Integer call() {
        long startedNanos = System.nanoTime();
        StackOptions options = flags.options(System.getenv());
        if (remote.isGiven()) {
            try (Screen screen = Screen.standardOutput()) {
                return remote.run(screen, options.example());
            }
        }
        try (Screen screen = Screen.standardOutput()) {
            return new Session(options, screen, startedNanos).run(stack -> work(options, screen, stack, startedNanos));
        }
    }

    private void work(StackOptions options, Screen screen, Stack stack, long startedNanos) throws InterruptedException {
        new Demo(screen, stack).run(options.example(), startedNanos);
        if (keep) {
            new Staying(options, screen, stack).untilInterrupted();
        }
    }
}
