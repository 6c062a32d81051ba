package dev.migrationgate.benchmarks;

import dev.migrationgate.benchmarks.intake.IntakeFigures;
import dev.migrationgate.quickstart.AtLeastOne;
import dev.migrationgate.quickstart.Stopping;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackLogs;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate bench ingest}. */
@Command(
        name = "ingest",
        description = {
            "How many signed posts of a 4 KiB Application ingest accepts each second, at fixed times and with acks=all, and how"
                    + " long they take at half the rate that is asked for.",
            "Broker, registry, ingest and the load share this machine; all of it listens on the loopback address only."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--rate",
            defaultValue = "3000",
            converter = AtLeastOne.class,
            description = "How many posts a second it is to keep up with. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            converter = AtLeastOne.class,
            description = "How long each rate is tried. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "90",
            converter = AtLeastOne.class,
            description = "How many seconds it is warmed up, rising to half the rate. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures are written as JSON.")
    private @Nullable Path json;

    @Mixin
    private StateFolder state = new StateFolder();

    @Override
    public Integer call() throws IOException {
        var options = new StackOptions(state.root(), state.folder(), Ports.FREE);
        try (Screen screen = Screen.standardOutput();
                Stopping _ = new Stopping()) {
            StackLogs.into(options.logs());
            IntakeFigures.Result result = new IntakeFigures(rate, seconds, warmUp, screen).run(options);
            Optional<Path> file = Optional.ofNullable(json);
            if (file.isPresent()) {
                Files.writeString(file.get(), result.text());
            }
            return result.within() ? 0 : 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (PlatformException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
