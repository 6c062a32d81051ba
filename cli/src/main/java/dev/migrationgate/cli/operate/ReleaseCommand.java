package dev.migrationgate.cli.operate;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gate lane release}. */
@Command(
        name = "release",
        description = "Lets a lane go on that is held because nobody knows what a deployment's migration did.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted; the events say what became of it",
            "1:refused",
            "2:misuse, not allowed, or out of reach"
        })
public final class ReleaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WishOptions wish = new WishOptions();

    @Option(
            names = "--verdict",
            required = true,
            paramLabel = "VERDICT",
            description = "What the migration is taken to have done: ${COMPLETION-CANDIDATES}.")
    private Verdict verdict = Verdict.failed;

    /** For picocli. */
    public ReleaseCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return wish.send(spec, "release", Optional.of(verdict.name().toLowerCase(Locale.ROOT)));
    }

    /** As a person types it. */
    private enum Verdict {
        succeeded,
        failed
    }
}
