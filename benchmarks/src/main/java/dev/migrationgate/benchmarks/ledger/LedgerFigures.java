package dev.migrationgate.benchmarks.ledger;

import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.screen.Table;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures how long the ledger takes to read the past, to answer and to tell what is new, and what an export takes of its memory.
 *
 * @param deployments how many there are
 * @param heap the ledger's -Xmx, in megabytes
 * @param screen where a person looks
 */
public record LedgerFigures(int deployments, int heap, Screen screen) {
    private static final Duration REBUILD = Duration.ofMinutes(5);
    private static final double QUERY_MILLIS = 20;
    private static final double VISIBLE_MILLIS = 300;
    private static final double STATUS_MILLIS = 500;
    private static final int NEWS = 500;
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(20);
    private static final int DRAWN = 200;
    private static final Duration BETWEEN_DRAWN = Duration.ofMillis(100);
    private static final int EXPORTED = 100_000;

    /** How much more of the heap may be in use during an export than at its beginning. */
    private static final double FLAT = 1.5;

    /** Measures, and prints what came of it. @return whether all is as it is to be */
    public boolean run(StackOptions options) throws IOException, InterruptedException {
        screen.waiting("starting broker and registry");
        try (LedgerSite site = LedgerSite.start(options)) {
            Instant begin =
                    Instant.now().minus(Past.BETWEEN.multipliedBy(deployments)).minus(Duration.ofHours(1));
            write(site, begin);
            Duration rebuild = rebuild(site);
            // Told at once: what comes later may fail, or be stopped.
            screen.line("all is read after %,d s".formatted(rebuild.toSeconds()));
            Duration signed = signed(site);
            screen.line("all is signed %,d s after that".formatted(signed.toSeconds()));
            screen.waiting("starting the command");
            Latencies status = new ColdStart(options.root()).take(site);
            screen.waiting("telling news");
            Latencies heard = new News(deployments, NEWS, BETWEEN_NEWS).heard(site);
            Optional<Latencies> drawn = drawn(site);
            // Now that something waits in the lanes.
            screen.waiting("asking");
            var queries = new Questions(deployments, begin).ask(site);
            screen.waiting("starting the command");
            Latencies busy = new ColdStart(options.root()).take(site);
            screen.waiting("exporting");
            int exported = Math.min(EXPORTED, deployments);
            Instant since = Past.time(begin, deployments - exported);
            Export export = Export.take(site, since, Past.time(begin, deployments), 4L * exported);
            return report(new Seen(rebuild, queries, heard, drawn, status, busy, export));
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

    private Duration rebuild(LedgerSite site) throws IOException, InterruptedException {
        screen.waiting("the ledger reads the past");
        long start = System.nanoTime();
        site.startLedger(heap);
        site.awaitComplete();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Duration signed(LedgerSite site) throws IOException, InterruptedException {
        screen.waiting("the ledger signs the past");
        long start = System.nanoTime();
        site.awaitSigned();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Optional<Latencies> drawn(LedgerSite site) {
        if (!PageInBrowser.isThere()) {
            screen.line(
                    "the page is not looked at: there is no /usr/bin/chromium (in Debian: apt-get install chromium)");
            return Optional.empty();
        }
        screen.waiting("looking at the page");
        return Optional.of(PageInBrowser.drawn(site, new News(deployments + NEWS, DRAWN, BETWEEN_DRAWN)));
    }

    private boolean report(Seen seen) {
        var table = new Table("", "p50 ms", "p99", "max");
        seen.queries().forEach((kind, each) -> row(table, "query: " + kind, each));
        row(table, "heard on the stream", seen.heard());
        seen.drawn().ifPresent(each -> row(table, "drawn in the page", each));
        row(table, "gate status, nothing moves", seen.status());
        row(table, "gate status, %d wait".formatted(NEWS + (seen.drawn().isPresent() ? DRAWN : 0)), seen.busy());
        table.lines(screen.style()).forEach(screen::line);
        screen.line("");
        List<Figure> figures = figures(seen);
        var judged = new Table("figure", "seen", "to be", "");
        figures.forEach(each -> judged.row(each.name(), each.seen(), each.aim(), each.held() ? "yes" : "NO"));
        judged.lines(screen.style()).forEach(screen::line);
        screen.line("");
        boolean within = figures.stream().allMatch(Figure::held);
        screen.line(within ? "as it is to be" : "not as it is to be");
        return within;
    }

    private static void row(Table table, String name, Latencies each) {
        table.row(
                name,
                "%.1f".formatted(each.millis(0.5)),
                "%.1f".formatted(each.millis(0.99)),
                "%.1f".formatted(each.millis(1)));
    }

    private List<Figure> figures(Seen seen) {
        double slowest = seen.queries().values().stream()
                .mapToDouble(each -> each.millis(0.99))
                .max()
                .orElse(0);
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                "%,d deployments are read with -Xmx%dm".formatted(deployments, heap),
                seen.rebuild().toSeconds() + " s",
                "under " + REBUILD.toSeconds() + " s",
                seen.rebuild().compareTo(REBUILD) < 0));
        figures.add(Figure.under("the slowest query, p99", slowest, QUERY_MILLIS));
        figures.add(Figure.under(
                "an event is heard on the stream, p99", seen.heard().millis(0.99), VISIBLE_MILLIS));
        seen.drawn()
                .ifPresent(drawn -> figures.add(
                        Figure.under("an event is drawn in the page, p99", drawn.millis(0.99), VISIBLE_MILLIS)));
        figures.add(Figure.under(
                "gate status from a cold start, median of " + ColdStart.RUNS,
                seen.status().millis(0.5),
                STATUS_MILLIS));
        Export export = seen.export();
        figures.add(new Figure(
                "heap in use while %,d events are exported, %,d MB in %d s"
                        .formatted(
                                export.events(),
                                export.bytes() >> 20,
                                export.took().toSeconds()),
                "%s MB"
                        .formatted(export.live().stream()
                                .map(each -> Long.toString(each >> 20))
                                .collect(Collectors.joining(", "))),
                "at most %.1f times the first".formatted(FLAT),
                export.growth() <= FLAT));
        return figures;
    }

    /** One line of what came of it. */
    private record Figure(String name, String seen, String aim, boolean held) {
        static Figure under(String name, double millis, double aim) {
            return new Figure(name, "%.1f ms".formatted(millis), "under %.0f ms".formatted(aim), millis < aim);
        }
    }

    /** All that was measured. */
    private record Seen(
            Duration rebuild,
            Map<String, Latencies> queries,
            Latencies heard,
            Optional<Latencies> drawn,
            Latencies status,
            Latencies busy,
            Export export) {}
}
