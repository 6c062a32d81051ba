package dev.migrationgate.cli.ledger;

import dev.migrationgate.cli.instance.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A table of deployments, each with what is asked for later: when, what, by whom, and how it ended. */
final class HistoryLines {
    private static final int COMMIT = 7;

    private HistoryLines() {}

    static List<String> of(List<Deployment> deployments) {
        var table = new Table(
                "REQUESTED",
                "DEPLOYMENT",
                "APPLICATION",
                "VERSION",
                "STATUS",
                "TOOK",
                "MIGRATION",
                "COMMIT",
                "ACTOR",
                "WHY");
        boolean several = deployments.stream()
                        .map(each -> each.text("application"))
                        .distinct()
                        .count()
                > 1;
        for (Deployment each : deployments) {
            table.row(
                    each.time("requestedAt").map(HistoryLines::second).orElse("?"),
                    each.shortId(),
                    several ? each.text("application").orElse("") : "",
                    each.text("version").orElse(""),
                    each.isLive() ? each.status() + " (live)" : each.status(),
                    took(each),
                    each.migration(),
                    each.text("commit").map(HistoryLines::abbreviated).orElse(""),
                    each.text("actor").orElse(""),
                    each.reason().orElse(""));
        }
        return table.lines();
    }

    /** Nobody looks up a deployment by its milliseconds. */
    static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String took(Deployment deployment) {
        Optional<Instant> end = deployment.time("endedAt");
        return deployment
                .time("requestedAt")
                .flatMap(start -> end.map(time -> Elapsed.text(Duration.between(start, time))))
                .orElse("");
    }

    private static String abbreviated(String commit) {
        return commit.length() <= COMMIT ? commit : commit.substring(0, COMMIT);
    }
}
