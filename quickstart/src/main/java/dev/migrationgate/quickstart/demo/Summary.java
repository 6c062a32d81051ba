package dev.migrationgate.quickstart.demo;

import dev.migrationgate.quickstart.screen.Span;
import dev.migrationgate.quickstart.screen.Style;
import dev.migrationgate.quickstart.screen.Table;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table at the end, and the figures that this project promises.
 *
 * @param results every step's
 * @param platformStart from the command's start until everything was ready
 * @param total from the command's start until the last step
 * @param peakMemoryBytes most resident memory of all processes together
 */
record Summary(List<StepResult> results, Duration platformStart, Duration total, long peakMemoryBytes) {
    private static final String NONE = "–";
    private static final long MEBI = 1024 * 1024;

    Summary {
        results = List.copyOf(results);
    }

    /** The lines to show. */
    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>(table().lines(style));
        lines.add("");
        lines.addAll(figures().lines(style));
        return lines;
    }

    private Table table() {
        Table table = new Table(
                "DEPLOYMENT", "VERSION", "MIGRATION", "SERVICE", "TO START", "MIGRATION RAN", "TO UPDATE", "TOTAL");
        for (StepResult result : results) {
            Figures figures = Figures.of(result.events());
            SeenEvent first = result.events().getFirst();
            table.row(
                    first.shortId(),
                    first.subject(),
                    migration(result),
                    deployed(result)
                            ? "deployed"
                            : "unchanged, " + result.step().serving() + " serves",
                    shown(figures.toStart()),
                    shown(figures.migration()),
                    shown(figures.toUpdate()),
                    Span.of(figures.total()));
        }
        return table;
    }

    private Table figures() {
        Table table = new Table("FIGURE", "SEEN", "PROMISED");
        table.row("request accepted → execution started", median(Figures::toStart), "p50 under 150 ms");
        table.row("execution ended → service update called", median(Figures::toUpdate), "p50 under 250 ms");
        table.row("start of the platform and the services", Span.of(platformStart), "under 30 s");
        table.row("all of the demonstration", Span.of(total), "under 60 s");
        table.row("memory of all processes, at most", peakMemoryBytes / MEBI + " MiB", "under 2048 MiB");
        return table;
    }

    /** Where a migration ran; the first deployment after a start, which is the slowest, counts as well. */
    private String median(Function<Figures, Optional<Duration>> figure) {
        List<Duration> sorted = results.stream()
                .map(result -> Figures.of(result.events()))
                .filter(figures -> figures.migration().isPresent())
                .flatMap(figures -> figure.apply(figures).stream())
                .sorted()
                .toList();
        return sorted.isEmpty()
                ? NONE
                : "p50 %s of %d, %s to %s"
                        .formatted(
                                Span.of(sorted.get((sorted.size() - 1) / 2)),
                                sorted.size(),
                                Span.of(sorted.getFirst()),
                                Span.of(sorted.getLast()));
    }

    private static String migration(StepResult result) {
        return result.events().stream()
                .filter(event -> event.name().startsWith("Migration"))
                .flatMap(event -> event.verdict().stream()
                        .map(verdict -> event.name().equals("MigrationFailed")
                                ? "FAILED, "
                                        + String.join(
                                                ", ",
                                                event.facts().stream().limit(1).toList())
                                : verdict))
                .reduce(NONE, (before, after) -> after);
    }

    private static boolean deployed(StepResult result) {
        return result.events().stream().anyMatch(event -> event.name().equals("ServiceDeployed"));
    }

    private static String shown(Optional<Duration> time) {
        return time.map(Span::of).orElse(NONE);
    }
}
