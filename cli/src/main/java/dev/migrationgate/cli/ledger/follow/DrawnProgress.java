package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.instance.Elapsed;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each deployment, drawn again over itself. For one thread, on a terminal that nobody else writes to. */
final class DrawnProgress implements Progress {
    private static final int WIDEST_NAME = 40;
    private static final int NARROWEST_NAME = 8;
    /** Of status and time, with the spaces between. */
    private static final int BESIDE_NAME = 26;

    private static final int STATUS = 11;

    private final PrintWriter out;
    private final int width;
    private final int height;
    private final Map<String, Duration> ends = new HashMap<>();
    private int drawn;

    DrawnProgress(PrintWriter out, TerminalSize size) {
        this.out = out;
        // A line that the terminal breaks in two, or that it has moved out of sight, could not be drawn over again.
        this.width = size.columns() - 1;
        this.height = size.rows() - 1;
    }

    @Override
    public void show(List<Followed> deployments, Duration elapsed) {
        if (drawn > 0) {
            // Up, and erase from there to the end.
            out.print("\u001b[%dA\u001b[J".formatted(drawn));
        }
        deployments.stream()
                .filter(each -> each.outcome().isPresent())
                .forEach(each -> ends.putIfAbsent(each.id(), elapsed));
        List<Followed> shown = shown(deployments);
        shown.forEach(each -> out.println(line(each, ends.getOrDefault(each.id(), elapsed))));
        boolean whole = shown.size() == deployments.size();
        if (!whole) {
            out.println(Printable.cut("… and " + (deployments.size() - shown.size()) + " more", width));
        }
        out.flush();
        drawn = whole ? shown.size() : shown.size() + 1;
    }

    /** All, or as many as there is room for: first those that may still change. */
    private List<Followed> shown(List<Followed> deployments) {
        return deployments.size() <= height
                ? deployments
                : deployments.stream()
                        .sorted(Comparator.comparing(each -> each.outcome().isPresent()))
                        .limit(height - 1)
                        .toList();
    }

    /** What had no room in its line, or no line. */
    @Override
    public void end(List<Followed> deployments) {
        List<Followed> shown = shown(deployments);
        deployments.stream()
                .filter(each -> !shown.contains(each))
                .forEach(each -> Printable.print(out, List.of(each.name() + ": " + each.status())));
        for (Followed each : deployments) {
            each.last()
                    .flatMap(Deployment::reason)
                    .ifPresent(reason -> Printable.print(out, List.of(each.name() + ": " + reason)));
        }
    }

    private String line(Followed followed, Duration elapsed) {
        int name = Math.clamp(width - BESIDE_NAME, NARROWEST_NAME, WIDEST_NAME);
        String reason = followed.last().flatMap(Deployment::reason).orElse("");
        String line = "%s %-11s %-12s %s"
                .formatted(
                        padded(Printable.cut(followed.name(), name), name),
                        Printable.cut(followed.status(), STATUS),
                        Elapsed.text(elapsed),
                        reason);
        return Printable.cut(line.stripTrailing(), width);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
