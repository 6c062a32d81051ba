package dev.migrationgate.benchmarks;

import dev.migrationgate.benchmarks.inflight.InFlight;
import dev.migrationgate.quickstart.Stopping;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackLogs;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate bench in-flight}. */
@Command(
        name = "in-flight",
        description =
                "Many migrations in flight in one runner: its memory, its calls of Cloud Run, and how fast it has them"
                        + " again after kill -9.",
        mixinStandardHelpOptions = true)
final class InFlightCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--migrations",
            split = ",",
            defaultValue = "100,10000",
            description = "How many in flight, rising. Default: ${DEFAULT-VALUE}.")
    private List<Integer> migrations = List.of();

    @Option(
            names = "--heap",
            defaultValue = "512",
            description = "The runner's -Xmx in megabytes. Default: ${DEFAULT-VALUE}.")
    private int heap;

    @Option(
            names = "--seconds",
            defaultValue = "120",
            description = "How long calls are counted at each step. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private StateFolder state = new StateFolder();

    @Override
    public Integer call() throws IOException {
        var options = new StackOptions(state.root(), state.folder(), Ports.FREE);
        try (Screen screen = Screen.standardOutput();
                Stopping _ = new Stopping()) {
            StackLogs.into(options.logs());
            return new InFlight(migrations, heap, Duration.ofSeconds(seconds), screen).run(options) ? 0 : 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (PlatformException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
