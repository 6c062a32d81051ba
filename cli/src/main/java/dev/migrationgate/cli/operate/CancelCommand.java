package dev.migrationgate.cli.operate;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate cancel}. */
@Command(
        name = "cancel",
        description = "Ends a deployment that waits; once its migration was started, by its manifest's cancelPolicy.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted; the events say what became of it",
            "1:refused",
            "2:misuse, not allowed, or out of reach"
        })
public final class CancelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WishOptions wish = new WishOptions();

    /** For picocli. */
    public CancelCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return wish.send(spec, "cancel", Optional.empty());
    }
}
