package dev.migrationgate.quickstart;

import dev.migrationgate.quickstart.chaos.Chaos;
import dev.migrationgate.quickstart.chaos.audit.Finding;
import dev.migrationgate.quickstart.chaos.load.Load;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackLogs;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gate chaos}. */
@Command(
        name = "chaos",
        description = "Runs everything in many processes, kills, freezes and deceives them, and audits the promises.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise held",
            "1:one did not, or not every request was accepted; the violations are listed",
            "2:misuse, or a part did not start",
            "130:stopped with Ctrl-C"
        })
final class ChaosCommand implements Callable<Integer> {
    private static final int VIOLATED = 1;
    private static final int UNUSABLE = 2;
    private static final int INTERRUPTED = 130;
    private static final int SHOWN_VIOLATIONS = 10;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            converter = AtLeastOne.class,
            description = "How long the disturbances last. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(names = "--seed", description = "What the run is drawn from. Default: a new one, which is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--deployments",
            defaultValue = "200",
            converter = AtLeastOne.class,
            description = "How many are asked for. Default: ${DEFAULT-VALUE}.")
    private int deployments;

    @Option(
            names = "--databases",
            defaultValue = "20",
            converter = AtLeastOne.class,
            description = "Over how many. Default: ${DEFAULT-VALUE}.")
    private int databases;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where everything is kept. Default: a new folder in .gate-chaos in the checkout.")
    private @Nullable Path state;

    @Override
    public Integer call() {
        long startedNanos = System.nanoTime();
        Path root = Path.of(System.getenv().getOrDefault("GATE_ROOT", "."));
        Path folder = Optional.ofNullable(state)
                .orElseGet(() -> root.resolve(".gate-chaos")
                        .resolve(Instant.now().toString().replaceAll("[^0-9TZ]", "")));
        var options = new StackOptions(root, folder, Ports.FREE);
        long chosen = Optional.ofNullable(seed)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000_000));
        try (Screen screen = Screen.standardOutput();
                Stopping _ = new Stopping()) {
            StackLogs.into(options.logs());
            var chaos = new Chaos(chosen, Duration.ofMinutes(minutes), new Load.Size(deployments, databases), screen);
            return verdict(screen, chaos.run(options, startedNanos), chosen, options);
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (PlatformException e) {
            return unusable(String.valueOf(e.getMessage()));
        }
    }

    private static int verdict(Screen screen, List<Finding> findings, long seed, StackOptions options) {
        screen.line("");
        screen.line(screen.style().bold("Verdict of the topics and of the emulator's record, seed " + seed));
        for (Finding finding : findings) {
            String mark =
                    finding.holds() ? screen.style().green("✓") : screen.style().red("✗");
            screen.line(mark + " " + finding.promise() + "  " + finding.claim());
            finding.violations().stream().limit(SHOWN_VIOLATIONS).forEach(text -> screen.line("       " + text));
            if (finding.violations().size() > SHOWN_VIOLATIONS) {
                screen.line("       and " + (finding.violations().size() - SHOWN_VIOLATIONS) + " more");
            }
        }
        boolean held = findings.stream().allMatch(Finding::holds);
        screen.line(held ? "every promise held" : "violated; everything is kept in " + options.state());
        return held ? 0 : VIOLATED;
    }

    @SuppressWarnings("SystemOut") // the screen is closed
    private static int unusable(String message) {
        System.err.println("✗ " + message);
        return UNUSABLE;
    }
}
