package dev.migrationgate.benchmarks.ledger;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How long {@code gate status} takes as a person types it: the script, its JVM, the question, the answer.
 *
 * @param root the checkout
 */
record ColdStart(Path root) {
    static final int RUNS = 7;

    /** Runs it, once more than counted: the first one makes what later ones start faster with. */
    Latencies take(LedgerSite site) throws IOException, InterruptedException {
        var latencies = new Latencies();
        for (int i = 0; i <= RUNS; i++) {
            long start = System.nanoTime();
            Process command = new ProcessBuilder(
                            root.resolve("gate").toString(),
                            "status",
                            "--ledger",
                            site.address("").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = command.waitFor();
            if (exit != 0) {
                throw new IOException("gate status ended with " + exit);
            }
            if (i > 0) {
                latencies.add(System.nanoTime() - start);
            }
        }
        return latencies;
    }
}
