package dev.migrationgate.benchmarks.ledger;

import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.screen.Table;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Measures how long the ledger takes to read the past, to answer, and to tell what is new.
 *
 * @param deployments how many there are
 * @param heap the ledger's -Xmx, in megabytes
 * @param screen where a person looks
 */
public record LedgerFigures(int deployments, int heap, Screen screen) {
    private static final Duration REBUILD = Duration.ofMinutes(5);
    private static final double QUERY_MILLIS = 20;
    private static final double VISIBLE_MILLIS = 300;
    private static final int EACH_QUERY = 300;
    private static final int NEWS = 500;
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(20);
    private static final long SEED = 6;

    /** Measures, and prints what came of it. @return whether all is as it is to be */
    public boolean run(StackOptions options) throws IOException, InterruptedException {
        screen.waiting("starting broker and registry");
        try (LedgerSite site = LedgerSite.start(options)) {
            Instant begin = Instant.now().minus(Duration.ofMinutes(deployments)).minus(Duration.ofHours(1));
            write(site, begin);
            Duration rebuild = rebuild(site);
            Map<String, Latencies> queries = queries(site, begin);
            Latencies visible = visible(site);
            return report(rebuild, queries, visible);
        } finally {
            screen.settled();
        }
    }

    private void write(LedgerSite site, Instant begin) {
        try (Past past = site.past()) {
            for (int i = 0; i < deployments; i++) {
                if (i % 10_000 == 0) {
                    screen.waiting("writing the past, %,d of %,d deployments".formatted(i, deployments));
                }
                past.write(new PastDeployment(i, Past.time(begin, i)));
            }
            past.flush();
        }
    }

    private Duration rebuild(LedgerSite site) throws InterruptedException {
        screen.waiting("the ledger reads the past");
        long start = System.nanoTime();
        site.startLedger(heap);
        site.awaitComplete();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Map<String, Latencies> queries(LedgerSite site, Instant begin) throws IOException, InterruptedException {
        screen.waiting("asking");
        var random = new Random(SEED);
        Supplier<PastDeployment> any = () -> {
            int number = random.nextInt(deployments);
            return new PastDeployment(number, Past.time(begin, number));
        };
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        kinds.put("one deployment", () -> "/v1/deployments/" + any.get().id());
        kinds.put(
                "by the beginning of its id",
                () -> "/v1/deployments/" + any.get().id().substring(0, 20));
        kinds.put("the newest 50", () -> "/v1/deployments");
        kinds.put("of an application", () -> list("application", any.get().application()));
        kinds.put("of a lane", () -> list("lane", any.get().lane()));
        kinds.put(
                "by an actor, failed", () -> list("actor", PastDeployment.actor(random.nextInt())) + "&status=failed");
        kinds.put("of a commit", () -> list("commit", any.get().commit().substring(0, 7)));
        kinds.put("failed, in an environment", () -> list("environment", "staging") + "&status=failed");
        kinds.put(
                "of an hour",
                () -> "/v1/deployments?since=%s&until=%s"
                        .formatted(any.get().at(), any.get().at().plusSeconds(3600)));
        kinds.put("nothing matches", () -> list("environment", "production") + "&status=superseded&actor=nobody");
        kinds.put("200 that few match", () -> list("environment", "staging") + "&actor=token%3Aperson-1&limit=200");
        kinds.put("an application", () -> "/v1/applications/" + any.get().application());
        kinds.put("50 applications", () -> "/v1/applications?within=acme/unit-1");
        kinds.put("a lane", () -> "/v1/lanes/" + any.get().lane());
        Map<String, Latencies> taken = new LinkedHashMap<>();
        // Once without counting, as a server that runs has answered before.
        for (int round = 0; round < 2; round++) {
            for (var kind : kinds.entrySet()) {
                taken.put(kind.getKey(), ask(site, kind.getValue()));
            }
        }
        return taken;
    }

    private static Latencies ask(LedgerSite site, Supplier<String> path) throws IOException, InterruptedException {
        var latencies = new Latencies();
        for (int i = 0; i < EACH_QUERY; i++) {
            String next = path.get();
            long start = System.nanoTime();
            site.get(next);
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private static String list(String name, String value) {
        return "/v1/deployments?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** From the moment before an event is handed to the producer to its arrival at a listener. */
    private Latencies visible(LedgerSite site) throws IOException, InterruptedException {
        screen.waiting("telling news");
        Map<String, Long> sent = new ConcurrentHashMap<>();
        var latencies = new Latencies();
        HttpResponse<InputStream> stream = site.http()
                .send(
                        HttpRequest.newBuilder(site.address("/v1/stream")).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (Past past = site.past();
                var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            Thread.ofVirtual().start(() -> tell(past, sent));
            for (int heard = 0; heard < NEWS; ) {
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

    private void tell(Past past, Map<String, Long> sent) {
        for (int i = 0; i < NEWS; i++) {
            var next = new PastDeployment(deployments + i, Instant.now());
            sent.put(next.id(), System.nanoTime());
            past.begin(next);
            try {
                Thread.sleep(BETWEEN_NEWS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean report(Duration rebuild, Map<String, Latencies> queries, Latencies visible) {
        var table = new Table("query", "p50 ms", "p99", "max");
        queries.forEach((kind, each) -> table.row(
                kind,
                "%.1f".formatted(each.millis(0.5)),
                "%.1f".formatted(each.millis(0.99)),
                "%.1f".formatted(each.millis(1))));
        table.lines(screen.style()).forEach(screen::line);
        screen.line("");
        double slowest = queries.values().stream()
                .mapToDouble(each -> each.millis(0.99))
                .max()
                .orElse(0);
        boolean within =
                rebuild.compareTo(REBUILD) < 0 && slowest < QUERY_MILLIS && visible.millis(0.99) < VISIBLE_MILLIS;
        screen.line(
                "%s: %,d deployments read in %d s with -Xmx%dm (to be: under %d s); the slowest query's p99 %.1f ms (under %.0f);"
                        .formatted(
                                within ? "as it is to be" : "not as it is to be",
                                deployments,
                                rebuild.toSeconds(),
                                heap,
                                REBUILD.toSeconds(),
                                slowest,
                                QUERY_MILLIS));
        screen.line("an event reaches a listener within %.1f ms (p50), %.1f ms (p99; under %.0f) of being written"
                .formatted(visible.millis(0.5), visible.millis(0.99), VISIBLE_MILLIS));
        return within;
    }
}
