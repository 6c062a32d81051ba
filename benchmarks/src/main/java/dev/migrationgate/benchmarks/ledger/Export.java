package dev.migrationgate.benchmarks.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An export as it was taken, and what the ledger held in memory meanwhile.
 *
 * @param events how many events it has
 * @param bytes its length
 * @param took how long it took
 * @param live bytes of the ledger's heap that were in use at times spread over the export, each after a garbage collection
 */
record Export(long events, long bytes, Duration took, List<Long> live) {
    private static final int LOOKS = 8;

    /**
     * Takes the export of all deployments that were requested from one time on.
     *
     * @param lines how many lines to expect, roughly
     */
    static Export take(LedgerSite site, Instant since, Instant until, long lines)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<InputStream> answer = site.http()
                .send(
                        HttpRequest.newBuilder(site.address("/v1/audit?since=" + since + "&until=" + until))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("the export is answered with " + answer.statusCode());
        }
        long events = 0;
        long bytes = 0;
        String last = "";
        List<Long> live = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = line;
                bytes += line.length() + 1L;
                if (line.contains("\"line\":\"event\"") && events++ % (lines / LOOKS) == 0) {
                    live.add(live(site.ledgerProcess()));
                }
            }
        }
        if (!last.contains("\"line\":\"end\"")) {
            throw new IOException("the export broke off after " + events + " events");
        }
        return new Export(events, bytes, Duration.ofNanos(System.nanoTime() - start), live);
    }

    /** The most that was in use, in parts of what was in use at first. */
    double growth() {
        return live.stream().mapToLong(each -> each).max().orElse(0) / (double) live.getFirst();
    }

    /** What is in use of a process's heap; counting it collects the garbage first. */
    private static long live(long process) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process counting = new ProcessBuilder(jcmd.toString(), Long.toString(process), "GC.class_histogram").start();
        try (BufferedReader lines = counting.inputReader()) {
            String total = lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jcmd + " does not count what is in use"));
            counting.waitFor();
            return Long.parseLong(total.trim().split(" +", 4)[2]);
        }
    }
}
