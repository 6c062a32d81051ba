package dev.migrationgate.tests.cdevents;

import dev.migrationgate.ledger.LedgerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A ledger that can be killed. */
final class LedgerProcess implements AutoCloseable {
    private final Process process;

    private LedgerProcess(Process process) {
        this.process = process;
    }

    /** Starts one, and does not wait. */
    static LedgerProcess start(Path log, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                // Surefire runs tests from a jar that only names the class path.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LedgerMain.class.getName()));
        builder.environment().putAll(environment);
        return new LedgerProcess(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Whether it runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it close in order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
