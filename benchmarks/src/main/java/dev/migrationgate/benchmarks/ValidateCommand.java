package dev.migrationgate.benchmarks;

import dev.migrationgate.benchmarks.validate.ValidateFigures;
import dev.migrationgate.quickstart.AtLeastOne;
import dev.migrationgate.quickstart.Stopping;
import dev.migrationgate.quickstart.screen.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate bench validate}. */
@Command(
        name = "validate",
        description = {
            "How long 'gate validate' takes for a large repository, from the start of the process to its end, and how much"
                    + " memory.",
            "With its defaults it takes half a minute on two cores, and 50 MB of disk, which are free again at the end."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the median is under 3 s", "1:it is not"})
final class ValidateCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--files",
            defaultValue = "10000",
            converter = AtLeastOne.class,
            description = "How many manifests there are. Default: ${DEFAULT-VALUE}.")
    private int files;

    @Option(
            names = "--runs",
            defaultValue = "5",
            converter = AtLeastOne.class,
            description = "How often each command is run. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Mixin
    private StateFolder state = new StateFolder();

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createDirectories(state.folder());
        try (Screen screen = Screen.standardOutput();
                Stopping _ = new Stopping()) {
            boolean within = new ValidateFigures(files, runs, screen).run(state.root(), folder);
            screen.waiting("removing " + folder);
            screen.line(state.removed(folder) ? "all of it is removed again" : "all of it is kept in " + folder);
            return within ? 0 : 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }
}
