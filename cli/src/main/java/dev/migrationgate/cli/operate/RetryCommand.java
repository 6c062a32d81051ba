package dev.migrationgate.cli.operate;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate retry}. */
@Command(
        name = "retry",
        description = "Tries a deployment whose migration failed once more, as its next attempt.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted; the events say what became of it",
            "1:refused",
            "2:misuse, not allowed, or out of reach"
        })
public final class RetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WishOptions wish = new WishOptions();

    /** For picocli. */
    public RetryCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return wish.send(spec, "retry", Optional.empty());
    }
}
