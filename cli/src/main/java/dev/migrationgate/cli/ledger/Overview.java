package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.instance.Elapsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is held, what moves, and what ended last.
 *
 * @param moving a page of what has not ended
 * @param ended a page of what has
 */
record Overview(JsonNode moving, JsonNode ended) implements View {
    private static final int MOST_MOVING = 200;
    private static final int MOST_ENDED = 10;

    /**
     * Asks for it.
     *
     * @param application whose; empty: everybody's
     */
    static Overview of(Ledger ledger, FilterOptions filters, Optional<String> application) throws InterruptedException {
        List<String> unended =
                Stream.concat(Statuses.HELD.stream(), Statuses.MOVING.stream()).toList();
        Query query = filters.query().with("application", application);
        return new Overview(
                page(ledger, query, filters.among(unended), filters.limit(MOST_MOVING)),
                page(ledger, query, filters.among(Statuses.ENDED), filters.limit(MOST_ENDED)));
    }

    /** Of no status, nothing: the ledger would take that for all. */
    private static JsonNode page(Ledger ledger, Query query, List<String> statuses, int most)
            throws InterruptedException {
        if (statuses.isEmpty()) {
            return JsonNodeFactory.instance.objectNode().set("deployments", JsonNodeFactory.instance.arrayNode());
        }
        Query whole = query;
        for (String status : statuses) {
            whole = whole.with("status", status);
        }
        return Pages.DEPLOYMENTS.first(ledger, whole, most);
    }

    @Override
    public List<String> lines(Instant now) {
        var elapsed = new Elapsed(now);
        List<String> lines = new ArrayList<>();
        List<Deployment> unended = deployments(moving);
        section(lines, "held", unended.stream().filter(Overview::isHeld).toList(), "updatedAt", elapsed);
        section(lines, "moving", unended.stream().filter(each -> !isHeld(each)).toList(), "updatedAt", elapsed);
        if (Pages.goesOn(moving)) {
            lines.add("  … and more: --limit shows them");
        }
        section(lines, "ended last", deployments(ended), "endedAt", elapsed);
        return lines.isEmpty() ? List.of("nothing moves, and nothing ended") : lines;
    }

    private static void section(
            List<String> lines, String title, List<Deployment> deployments, String time, Elapsed elapsed) {
        if (deployments.isEmpty()) {
            return;
        }
        lines.add(title + ": " + deployments.size());
        var table = new Table("DEPLOYMENT", "APPLICATION", "VERSION", "STATUS", "SINCE", "ACTOR", "WHY");
        for (Deployment each : deployments) {
            table.row(
                    each.shortId(),
                    each.text("application").orElse(""),
                    each.text("version").orElse(""),
                    each.status(),
                    each.time(time).map(elapsed::since).orElse(""),
                    each.text("actor").orElse(""),
                    each.reason().orElse(""));
        }
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private static boolean isHeld(Deployment deployment) {
        return Statuses.HELD.contains(deployment.status());
    }

    private static List<Deployment> deployments(JsonNode page) {
        List<Deployment> deployments = new ArrayList<>();
        page.path("deployments").forEach(each -> deployments.add(new Deployment(each)));
        return deployments;
    }

    /** The ledger's two pages, each under its name. */
    @Override
    public String json() {
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.set("moving", moving);
        both.set("ended", ended);
        return both.toString();
    }

    @Override
    public JsonNode answer() {
        return moving.has("ledger") ? moving : ended;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
