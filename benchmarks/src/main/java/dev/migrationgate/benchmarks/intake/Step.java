package dev.migrationgate.benchmarks.intake;

import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One rate that was tried.
 *
 * @param perSecond how many posts were due each second
 * @param duration for how long they were due
 * @param elapsed from the first that was due to the last answer
 * @param answers what came back
 * @param processors what each process used meanwhile
 */
record Step(int perSecond, Duration duration, Duration elapsed, Answers answers, ProcessorTime processors) {
    /** How much later than the schedule the last answer may come where the rate can be kept up: what is behind does not grow. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    /** Whether everything was accepted, and what was behind did not grow. */
    boolean sustained() {
        return answers.allAccepted() && elapsed.compareTo(duration.plus(BEHIND)) <= 0;
    }

    double acceptedPerSecond() {
        return answers.accepted() / (elapsed.toNanos() / 1e9);
    }

    double millis(double part) {
        return answers.within(part).toNanos() / 1e6;
    }

    /** Microseconds of processor that a process used for each post. */
    String perPost() {
        return new TreeMap<>(processors.byProcess())
                .entrySet().stream()
                        .map(each ->
                                each.getKey() + " " + each.getValue().toNanos() / 1_000 / Math.max(1, answers.count()))
                        .collect(Collectors.joining(", "));
    }

    /** As a JSON object; times in milliseconds, processor times in microseconds for each post. */
    String json() {
        String processorTimes = new TreeMap<>(processors.byProcess())
                .entrySet().stream()
                        .map(each -> "\"%s\": %d"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().toNanos() / 1_000 / Math.max(1, answers.count())))
                        .collect(Collectors.joining(", "));
        String others = answers.others().entrySet().stream()
                .map(each -> "\"%d\": %d".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """
                {"rate": %d, "seconds": %.1f, "acceptedPerSecond": %.1f, "accepted": %d, "others": {%s}, "sustained": %b, \
                "p50": %.2f, "p90": %.2f, "p99": %.2f, "p999": %.2f, "max": %.2f, "processorMicros": {%s}}""",
                perSecond,
                elapsed.toNanos() / 1e9,
                acceptedPerSecond(),
                answers.accepted(),
                others,
                sustained(),
                millis(0.5),
                millis(0.9),
                millis(0.99),
                millis(0.999),
                millis(1),
                processorTimes);
    }
}
