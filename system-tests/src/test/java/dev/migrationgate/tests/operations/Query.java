package dev.migrationgate.tests.operations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a PromQL expression reads. Only as much of the language is understood as is needed to find that: whether the rest makes sense is
 * for Prometheus to say.
 *
 * @param text the expression
 * @param selectors the metrics that it reads
 * @param groupings the labels that it keeps, joins or drops by name
 */
record Query(String text, List<Selector> selectors, Set<String> groupings) {
    /** A string, a range, a number with its unit, or a word with what is behind it: braces, or what a function's name has there. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"[^\"]*\"|\\[[^]]*]|\\b\\d[\\w.]*|(?<word>[a-zA-Z_:][\\w:]*)\\s*(?:\\{(?<braces>[^}]*)}|(?<open>\\(|(?=by\\b|without\\b)))?");

    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    Query {
        selectors = List.copyOf(selectors);
        groupings = Set.copyOf(groupings);
    }

    static Query of(String text) {
        List<Selector> selectors = new ArrayList<>();
        Set<String> groupings = new HashSet<>();
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (token.find(at)) {
            at = token.end();
            String word = token.group("word");
            if (word == null || OPERATORS.contains(word)) {
                continue;
            }
            if (GROUPING.contains(word)) {
                int close = text.indexOf(')', at);
                Stream.of(text.substring(at, close).split(","))
                        .map(String::strip)
                        .filter(label -> !label.isEmpty())
                        .forEach(groupings::add);
                at = close;
            } else if (token.group("open") == null) {
                String braces = token.group("braces");
                selectors.add(Selector.of(word, braces == null ? "" : braces));
            }
        }
        return new Query(text, selectors, groupings);
    }

    /** What it reads and is not exposed, a sentence each. */
    List<String> missing(Exposed exposed) {
        Stream<String> unread = selectors.isEmpty() ? Stream.of("reads nothing") : Stream.empty();
        Stream<String> metrics = selectors.stream().flatMap(selector -> selector.missing(exposed));
        Stream<String> labels = groupings.stream()
                .filter(label -> selectors.stream().noneMatch(selector -> exposed.has(selector.metric(), label)))
                .map(label -> "nothing in it has a label " + label);
        return Stream.of(unread, metrics, labels)
                .flatMap(each -> each)
                .map(problem -> text + ": " + problem)
                .toList();
    }
}
