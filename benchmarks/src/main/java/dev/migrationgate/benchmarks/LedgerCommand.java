package dev.migrationgate.benchmarks;

import dev.migrationgate.benchmarks.ledger.LedgerFigures;
import dev.migrationgate.quickstart.AtLeastOne;
import dev.migrationgate.quickstart.Stopping;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackLogs;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate bench ledger}. */
@Command(
        name = "ledger",
        description = {
            "How long the ledger takes to read recorded deployments, to answer about them, and to tell of new events.",
            "A million deployments take some 5 GB in the state folder."
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--deployments",
            defaultValue = "1000000",
            converter = AtLeastOne.class,
            description = "How many are recorded. Default: ${DEFAULT-VALUE}.")
    private int deployments;

    @Option(
            names = "--heap",
            defaultValue = "512",
            converter = AtLeastOne.class,
            description = "The ledger's -Xmx in megabytes. Default: ${DEFAULT-VALUE}.")
    private int heap;

    @Mixin
    private StateFolder state = new StateFolder();

    @Override
    public Integer call() throws IOException {
        Path folder = state.folder();
        var options = new StackOptions(state.root(), folder, Ports.FREE);
        try (Screen screen = Screen.standardOutput();
                Stopping _ = new Stopping()) {
            StackLogs.into(options.logs());
            boolean within = new LedgerFigures(deployments, heap, screen).run(options);
            screen.line(state.removed(folder) ? "all of it is removed again" : "all of it is left in " + folder);
            return within ? 0 : 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (PlatformException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
