package dev.migrationgate.tests.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The queries that people are given to watch the services with. */
public final class Watching {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)\\n *expr: (.+)$");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private Watching() {}

    /** What of all queries is in none of these pages of {@code /metrics}, a sentence each. */
    public static List<String> missing(List<String> pages) throws IOException {
        Exposed exposed = Exposed.of(pages);
        return Stream.concat(dashboard().stream(), alerts().values().stream())
                .flatMap(query -> Query.of(query).missing(exposed).stream())
                .toList();
    }

    /** The rules, by name; each query stands in one line. */
    static Map<String, String> alerts() throws IOException {
        Map<String, String> alerts = new LinkedHashMap<>();
        Matcher alert = ALERT.matcher(rules());
        while (alert.find()) {
            alerts.put(alert.group(1), alert.group(2));
        }
        return alerts;
    }

    static String rules() throws IOException {
        return Files.readString(DEPLOY.resolve("prometheus").resolve("alerts.yaml"));
    }

    /** Every panel's queries. A label that only the legend names is one more that has to be there. */
    static List<String> dashboard() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(
                        DEPLOY.resolve("grafana").resolve("migration-gate.json").toFile());
        return StreamSupport.stream(dashboard.findParents("expr").spliterator(), false)
                .map(target -> withLegend(
                        target.get("expr").asText(), target.path("legendFormat").asText()))
                .toList();
    }

    private static String withLegend(String query, String legend) {
        Matcher label = LEGEND.matcher(legend);
        StringBuilder labels = new StringBuilder(query);
        while (label.find()) {
            labels.append(" by (").append(label.group(1)).append(')');
        }
        return labels.toString();
    }
}
