package dev.migrationgate.quickstart.chaos.audit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.DeploymentCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** P4 and P7: that everything ends once, and that reading again does nothing. */
final class Ends {
    private static final Set<String> EFFECTS = Set.of("execution.started", "revision.created", "service.traffic");
    private static final Pattern CHANGE = Pattern.compile(".*/(Create|Update|Delete|Run|Cancel|Add)[A-Za-z]*");

    private Ends() {}

    /** Every accepted request is written, and has one end, and one more at most for each time that a person asked for another attempt. */
    static Finding promise4(Facts facts, Asked asked) {
        List<String> violations = new ArrayList<>();
        asked.accepted().stream()
                .filter(id -> !facts.requests().containsKey(id))
                .forEach(id -> violations.add("accepted, but in no topic: " + id));
        asked.open().forEach(id -> violations.add("no end within the time that was waited: " + id));
        Map<String, Integer> allowed = new HashMap<>();
        facts.of(DeploymentCommand.class)
                .filter(command -> command.getKind() == CommandKind.RETRY)
                .forEach(command -> allowed.merge(command.getDeploymentId(), 1, Integer::sum));
        Map<String, List<End>> ends = facts.ends().stream().collect(groupingBy(End::deployment));
        for (String deployment : facts.requests().keySet()) {
            List<End> seen = ends.getOrDefault(deployment, List.of());
            if (seen.isEmpty()) {
                violations.add("no end: " + deployment);
            } else if (seen.size() > 1 + allowed.getOrDefault(deployment, 0)) {
                violations.add("more than one end: " + deployment + " "
                        + seen.stream().map(End::kind).toList());
            }
        }
        violations.addAll(runsWithoutAnEnd(facts, ends));
        Map<String, Long> kinds = facts.ends().stream().collect(groupingBy(End::kind, TreeMap::new, counting()));
        return new Finding("P4", facts.requests().size() + " requests, each with its end: " + kinds, violations);
    }

    /** The end of an earlier attempt is not the end of a later one. */
    private static List<String> runsWithoutAnEnd(Facts facts, Map<String, List<End>> ends) {
        return facts.runs().stream()
                .filter(run -> ends.containsKey(run.deployment()))
                .filter(run -> ends.getOrDefault(run.deployment(), List.of()).stream()
                        .map(End::at)
                        .max(Instant::compareTo)
                        .filter(last -> last.isBefore(run.started()))
                        .isPresent())
                .map(run -> "no end after " + run)
                .toList();
    }

    /** After all consumers were sent back to offset 0 nothing happened, and nothing was written. */
    static Finding promise7(Facts facts, int events, Auditor.Rewind rewind) {
        List<String> violations = new ArrayList<>();
        facts.recordedAfter(rewind.at())
                .filter(line -> EFFECTS.contains(line.method())
                        || CHANGE.matcher(line.method()).matches())
                .forEach(line -> violations.add("an effect of reading again: " + line));
        if (events != rewind.events()) {
            violations.add("reading again made " + rewind.events() + " events " + events);
        }
        return new Finding(
                "P7", rewind.events() + " events were read again from offset 0, without any effect", violations);
    }
}
