package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.instance.Elapsed;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each deployment, drawn again over itself. For one thread, on a terminal that nobody else writes to. */
final class DrawnProgress implements Progress {
    /** A line that a terminal breaks in two could not be drawn over again. */
    private static final int WIDEST = 79;

    private static final int NAME = 40;

    private final PrintWriter out;
    private final Map<String, Duration> ends = new HashMap<>();
    private int drawn;

    DrawnProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(List<Followed> deployments, Duration elapsed) {
        if (drawn > 0) {
            // Up, and erase from there to the end.
            out.print("\u001b[%dA\u001b[J".formatted(drawn));
        }
        for (Followed each : deployments) {
            Duration time = each.outcome().isPresent() ? ends.computeIfAbsent(each.id(), _ -> elapsed) : elapsed;
            out.println(line(each, time));
        }
        out.flush();
        drawn = deployments.size();
    }

    /** What had no room in its line. */
    @Override
    public void end(List<Followed> deployments) {
        for (Followed each : deployments) {
            each.last()
                    .flatMap(Deployment::reason)
                    .ifPresent(reason -> Printable.print(out, List.of(each.name() + ": " + reason)));
        }
    }

    private static String line(Followed followed, Duration elapsed) {
        String reason = followed.last().flatMap(Deployment::reason).orElse("");
        String line = "%-40s %-11s %-12s %s"
                .formatted(
                        Printable.cut(followed.name(), NAME),
                        Printable.cut(followed.status(), 11),
                        Elapsed.text(elapsed),
                        reason);
        return Printable.cut(line.stripTrailing(), WIDEST);
    }
}
