package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.instance.Elapsed;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.output.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each change of status, as a log wants it. For one thread. */
final class PlainProgress implements Progress {
    private final PrintWriter out;
    private final Map<String, String> shown = new HashMap<>();

    PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(List<Followed> deployments, Duration elapsed) {
        for (Followed each : deployments) {
            if (!each.status().equals(shown.put(each.id(), each.status()))) {
                Printable.print(out, List.of(line(each, elapsed)));
            }
        }
    }

    @Override
    public void end(List<Followed> deployments) {
        // Everything is said.
    }

    private static String line(Followed followed, Duration elapsed) {
        String reason = followed.last()
                .flatMap(Deployment::reason)
                .map(text -> ": " + text)
                .orElse("");
        return followed.name() + ": " + followed.status() + " after " + Elapsed.text(elapsed) + reason;
    }
}
