package dev.migrationgate.tests.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metric that a query reads, and what it asks of its labels.
 *
 * @param metric its name
 * @param conditions all of what stands between its braces
 */
record Selector(String metric, List<Condition> conditions) {
    private static final Pattern CONDITION = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    Selector {
        conditions = List.copyOf(conditions);
    }

    /**
     * One condition.
     *
     * @param label whose value is looked at
     * @param operator as in PromQL
     * @param value what it is compared with
     */
    record Condition(String label, String operator, String value) {

        /** Each value that must be there for the query to ever show what it is for; none where it says what is not wanted. */
        List<String> wanted() {
            return switch (operator) {
                case "=" -> List.of(value);
                case "=~" -> List.of(value.split("\\|"));
                default -> List.of();
            };
        }
    }

    static Selector of(String metric, String braces) {
        List<Condition> conditions = new ArrayList<>();
        Matcher condition = CONDITION.matcher(braces);
        while (condition.find()) {
            conditions.add(new Condition(condition.group(1), condition.group(2), condition.group(3)));
        }
        return new Selector(metric, conditions);
    }

    /** What it reads and none of these series has. */
    Stream<String> missing(Exposed exposed) {
        List<Map<String, String>> series = exposed.series(metric);
        if (series.isEmpty()) {
            return Stream.of("there is no metric " + metric);
        }
        return conditions.stream().flatMap(condition -> missing(condition, series));
    }

    private Stream<String> missing(Condition condition, List<Map<String, String>> series) {
        if (series.stream().noneMatch(labels -> labels.containsKey(condition.label()))) {
            return Stream.of("%s has no label %s".formatted(metric, condition.label()));
        }
        return condition.wanted().stream()
                .filter(value -> series.stream().noneMatch(labels -> value.equals(labels.get(condition.label()))))
                .map(value -> "%s has no %s=\"%s\"".formatted(metric, condition.label(), value));
    }
}
