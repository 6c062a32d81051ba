package dev.migrationgate.cli.topics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows differences as a table of four columns: one line each, under a heading. */
final class DriftLines {
    private static final Drift HEADING = new Drift("TOPIC", "SETTING", "IS", "SHOULD BE");

    private DriftLines() {}

    /** The table. */
    static List<String> of(List<Drift> drift) {
        int topic = width(drift, Drift::topic);
        int setting = width(drift, Drift::setting);
        int is = width(drift, Drift::is);
        String format = "%-" + topic + "s  %-" + setting + "s  %-" + is + "s  %s";
        return Stream.concat(Stream.of(HEADING), drift.stream())
                .map(line -> format.formatted(line.topic(), line.setting(), line.is(), line.shouldBe()))
                .toList();
    }

    private static int width(List<Drift> drift, Function<Drift, String> column) {
        return Stream.concat(Stream.of(HEADING), drift.stream())
                .mapToInt(line -> column.apply(line).length())
                .max()
                .orElse(1);
    }
}
