package dev.migrationgate.benchmarks.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * New deployments, and how soon a listener of the stream hears of each: from the moment before its event is handed to the producer.
 *
 * @param from number of the first one
 * @param count how many
 * @param between how long after one the next is written
 */
record News(int from, int count, Duration between) {
    /** Writes them, and listens. */
    Latencies heard(LedgerSite site) throws IOException, InterruptedException {
        Map<String, Long> sent = new ConcurrentHashMap<>();
        var latencies = new Latencies();
        HttpResponse<InputStream> stream = site.http()
                .send(
                        HttpRequest.newBuilder(site.address("/v1/stream")).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (Past past = site.past();
                var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            Thread.ofVirtual().start(() -> tell(past, sent));
            for (int heard = 0; heard < count; ) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (line.startsWith("data: {\"deployment\"")) {
                    String id = line.substring(line.indexOf("\"id\":\"") + 6);
                    Long at = sent.get(id.substring(0, id.indexOf('"')));
                    if (at != null) {
                        latencies.add(System.nanoTime() - at);
                        heard++;
                    }
                }
            }
        }
        return latencies;
    }

    /**
     * Writes them.
     *
     * @param sent is told when each was handed to the producer: {@link System#nanoTime} by deployment id
     */
    void tell(Past past, Map<String, Long> sent) {
        for (int i = 0; i < count; i++) {
            var next = new PastDeployment(from + i, Instant.now());
            sent.put(next.id(), System.nanoTime());
            past.begin(next);
            try {
                Thread.sleep(between);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
