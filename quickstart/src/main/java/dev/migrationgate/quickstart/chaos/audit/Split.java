package dev.migrationgate.quickstart.chaos.audit;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a service's traffic was split for a time, from the emulator's record.
 *
 * @param from since when
 * @param until when the next split came
 * @param revisions short names of those that had traffic
 */
record Split(Instant from, Instant until, List<String> revisions) {
    private static final Pattern SHARE = Pattern.compile("(\\S+?)=0*[1-9][0-9]*(?:#\\S+)?");

    /** All splits by service's short name, one after the other. */
    static Map<String, List<Split>> byService(Facts facts) {
        Map<String, List<Split>> splits = new HashMap<>();
        facts.recorded("service.traffic")
                .collect(groupingBy(EmulatorLine::shortName))
                .forEach((service, lines) -> splits.put(service, inARow(lines)));
        return splits;
    }

    private static List<Split> inARow(List<EmulatorLine> lines) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            EmulatorLine line = lines.get(i);
            Instant until = i + 1 < lines.size() ? lines.get(i + 1).time() : Instant.MAX;
            splits.add(new Split(line.time(), until, served(line.outcome())));
        }
        return splits;
    }

    private static List<String> served(String outcome) {
        return Stream.of(outcome.split(" ", -1))
                .map(SHARE::matcher)
                .filter(Matcher::matches)
                .map(share -> share.group(1))
                .toList();
    }

    boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
