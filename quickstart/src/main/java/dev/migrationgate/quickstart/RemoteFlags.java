package dev.migrationgate.quickstart;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.token.TokenOptions;
import dev.migrationgate.quickstart.demo.RemoteDemo;
import dev.migrationgate.quickstart.demo.StepFailedException;
import dev.migrationgate.quickstart.screen.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a platform runs that is not to be started. */
final class RemoteFlags {
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;
    private static final int INTERRUPTED = 130;
    private static final int LEDGER_PORT = 8084;

    @Option(
            names = "--platform",
            paramLabel = "URL",
            description =
                    "Start nothing; run against the platform whose ingest is there, for example http://localhost:8080.")
    private @Nullable URI platform;

    @Option(
            names = "--ledger",
            paramLabel = "URL",
            description = "With --platform: its ledger. Default: port 8084 of the same host.")
    private @Nullable URI ledger;

    @Mixin
    private TokenOptions token = new TokenOptions();

    boolean isGiven() {
        return platform != null;
    }

    /** Runs the demonstration there; gives the process's exit code. */
    int run(Screen screen, Path example) {
        URI ingest = Optional.ofNullable(platform).orElseThrow();
        try {
            new RemoteDemo(screen, ingest, ledger(ingest), token.token()).run(example);
            return 0;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (CommandException e) {
            return failed(screen, UNUSABLE, String.valueOf(e.getMessage()));
        } catch (StepFailedException e) {
            return failed(
                    screen, FAILED, "this step did not come out as said" + System.lineSeparator() + e.getMessage());
        }
    }

    private URI ledger(URI ingest) {
        return Optional.ofNullable(ledger)
                .orElseGet(() -> URI.create(ingest.getScheme() + "://" + ingest.getHost() + ":" + LEDGER_PORT));
    }

    private static int failed(Screen screen, int exitCode, String message) {
        screen.settled();
        screen.line(screen.style().red("✗ " + message));
        return exitCode;
    }
}
