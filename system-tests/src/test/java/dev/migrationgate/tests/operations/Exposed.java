package dev.migrationgate.tests.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What services show of themselves under {@code /metrics}.
 *
 * @param metrics the labels of each series, by the name of its metric
 */
record Exposed(Map<String, List<Map<String, String>>> metrics) {
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Reads pages in Prometheus' text format. */
    static Exposed of(List<String> pages) {
        Map<String, List<Map<String, String>>> metrics = new HashMap<>();
        for (String page : pages) {
            Matcher series = SERIES.matcher(page);
            while (series.find()) {
                metrics.computeIfAbsent(series.group(1), absent -> new ArrayList<>())
                        .add(labels(series.group(2)));
            }
        }
        return new Exposed(metrics);
    }

    private static Map<String, String> labels(@org.jspecify.annotations.Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    List<Map<String, String>> series(String metric) {
        return metrics.getOrDefault(metric, List.of());
    }

    boolean has(String metric, String label) {
        return series(metric).stream().anyMatch(labels -> labels.containsKey(label));
    }
}
