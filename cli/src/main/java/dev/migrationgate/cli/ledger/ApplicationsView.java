package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.instance.Elapsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Applications, each with what is live and what moves.
 *
 * @param asked as they were asked for
 * @param page of the ledger
 */
record ApplicationsView(String asked, JsonNode page) implements View {
    private static final int MOST = 200;

    static ApplicationsView of(Ledger ledger, String asked) throws InterruptedException {
        return new ApplicationsView(asked, Pages.APPLICATIONS.first(ledger, Query.NONE.with("within", asked), MOST));
    }

    @Override
    public List<String> lines(Instant now) {
        if (isEmpty()) {
            return List.of("the ledger knows nothing of '" + asked + "'");
        }
        var elapsed = new Elapsed(now);
        List<String> lines = new ArrayList<>();
        page.path("applications").forEach(application -> application(lines, application, elapsed));
        if (Pages.goesOn(page)) {
            lines.add("… and more: name fewer of them");
        }
        return lines;
    }

    private static void application(List<String> lines, JsonNode application, Elapsed elapsed) {
        var live = new Deployment(application.path("live"));
        var last = new Deployment(application.path("last"));
        lines.add(application.path("id").asText());
        lines.add("  live: " + (live.id().isEmpty() ? "nothing" : said(live, elapsed)));
        List<String> shown = new ArrayList<>(List.of(live.id()));
        for (JsonNode each : application.path("moving")) {
            var moving = new Deployment(each);
            shown.add(moving.id());
            lines.add("  moves: " + said(moving, elapsed));
        }
        if (!last.id().isEmpty() && !shown.contains(last.id())) {
            lines.add("  last: " + said(last, elapsed));
        }
    }

    private static String said(Deployment deployment, Elapsed elapsed) {
        String since = deployment
                .time("endedAt")
                .or(() -> deployment.time("updatedAt"))
                .map(time -> ", " + elapsed.since(time))
                .orElse("");
        return "%s (%s), %s%s%s"
                .formatted(
                        deployment.text("version").orElse("?"),
                        deployment.shortId(),
                        deployment.status(),
                        since,
                        deployment.reason().map(reason -> ": " + reason).orElse(""));
    }

    @Override
    public String json() {
        return page.toString();
    }

    @Override
    public JsonNode answer() {
        return page;
    }

    @Override
    public boolean isEmpty() {
        return page.path("applications").isEmpty();
    }
}
