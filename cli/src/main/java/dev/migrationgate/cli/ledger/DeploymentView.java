package dev.migrationgate.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.instance.Elapsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment with everything that is known of it.
 *
 * @param found the ledger's answer
 */
record DeploymentView(Reply.Found found) implements View {
    /** Fields that are shown as they are, in this order. */
    private static final List<Map.Entry<String, String>> FACTS = List.of(
            Map.entry("application", "application"),
            Map.entry("version", "version"),
            Map.entry("image", "image"),
            Map.entry("lane", "lane"),
            Map.entry("repository", "repository"),
            Map.entry("ref", "ref"),
            Map.entry("commit", "commit"),
            Map.entry("replay of", "replayOf"),
            Map.entry("superseded by", "supersededBy"),
            Map.entry("execution", "execution"),
            Map.entry("log", "logUri"),
            Map.entry("service", "service"),
            Map.entry("revision", "revision"),
            Map.entry("address", "uri"));

    /** Empty: there is no such deployment. */
    static Optional<View> of(Ledger ledger, String id) throws InterruptedException {
        return Subject.deployment(ledger, id).map(DeploymentView::new);
    }

    @Override
    public List<String> lines(Instant now) {
        var deployment = new Deployment(found.json());
        List<String> lines = new ArrayList<>();
        lines.add(deployment.id());
        lines.add("  status: " + deployment.status() + (deployment.isLive() ? ", live" : ""));
        Optional.of(found.json().path("why").path("text").asText())
                .filter(text -> !text.isEmpty())
                .or(deployment::reason)
                .ifPresent(why -> lines.add("  why: " + why));
        requested(deployment, new Elapsed(now)).ifPresent(lines::add);
        lines.add("  migration: " + migration(deployment));
        FACTS.forEach(fact ->
                deployment.text(fact.getValue()).ifPresent(text -> lines.add("  " + fact.getKey() + ": " + text)));
        repeated().ifPresent(reason -> lines.add("  repeated because: " + reason));
        events(lines);
        return lines;
    }

    private static Optional<String> requested(Deployment deployment, Elapsed elapsed) {
        return deployment
                .time("requestedAt")
                .map(time -> "  requested: %s (%s)%s%s"
                        .formatted(
                                HistoryLines.second(time),
                                elapsed.since(time),
                                deployment
                                        .text("actor")
                                        .map(actor -> " by " + actor)
                                        .orElse(""),
                                deployment
                                        .text("source")
                                        .map(source -> ", from " + source)
                                        .orElse("")));
    }

    /** Why it was made again, in the words of who asked; only its request has them. */
    private Optional<String> repeated() {
        for (JsonNode event : found.json().path("events")) {
            if (event.path("topic").asText().equals("deployment-requested")) {
                return Optional.of(event.path("data").path("replayReason"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .filter(reason -> !reason.isBlank());
            }
        }
        return Optional.empty();
    }

    private static String migration(Deployment deployment) {
        int attempt = deployment.json().path("attempt").asInt();
        return (deployment.migration().isEmpty() ? "?" : deployment.migration())
                + (attempt > 0 ? ", attempt " + attempt : "");
    }

    private void events(List<String> lines) {
        var table = new Table("TIME", "EVENT", "RECORD");
        for (JsonNode event : found.json().path("events")) {
            String topic = event.path("topic").asText();
            table.row(
                    event.path("time").asText(),
                    topic,
                    event.path("partition").asText() + ":"
                            + event.path("offset").asText());
        }
        List<String> rows = table.lines();
        if (rows.size() > 1) {
            lines.add("  events:");
            rows.stream().skip(1).forEach(row -> lines.add("    " + row));
        }
    }

    @Override
    public String json() {
        return found.body();
    }

    @Override
    public JsonNode answer() {
        return found.json();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
