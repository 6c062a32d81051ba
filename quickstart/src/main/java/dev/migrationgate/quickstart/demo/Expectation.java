package dev.migrationgate.quickstart.demo;

import java.util.List;

/**
 * The events that a deployment must have, and no others; pure.
 *
 * @param labels in the order in which they are caused; they may arrive in another, as each topic is read on its own
 */
record Expectation(List<String> labels) {

    Expectation {
        labels = List.copyOf(labels);
    }

    /** How events that came so far fit. */
    Verdict judge(List<String> seen) {
        if (!labels.containsAll(seen) || seen.stream().distinct().count() < seen.size()) {
            return new Verdict.Broken(String.join(", ", labels), String.join(", ", seen));
        }
        return labels.stream()
                .filter(label -> !seen.contains(label))
                .findFirst()
                .<Verdict>map(Verdict.Pending::new)
                .orElseGet(Verdict.Met::new);
    }
}
