package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** P4 and P7: that everything ends once, and that reading again does nothing. */
final class Ends {
    private static final Set<String> EFFECTS = Set.of("execution.started", "revision.created", "service.traffic");
    private static final Pattern CHANGE = Pattern.compile(".*/(Create|Update|Delete|Run|Cancel|Add)[A-Za-z]*");

    private final Map<String, List<String>> ends = new HashMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();

    private Ends(Facts facts) {
        all(facts, MigrationFailed.class, MigrationFailed::getDeploymentId);
        all(facts, DeploymentCancelled.class, DeploymentCancelled::getDeploymentId);
        all(facts, DeploymentSuperseded.class, DeploymentSuperseded::getDeploymentId);
        all(facts, ServiceDeployed.class, ServiceDeployed::getDeploymentId);
        all(facts, ServiceDeployFailed.class, ServiceDeployFailed::getDeploymentId);
    }

    private <T extends SpecificRecord> void all(Facts facts, Class<T> kind, Function<T, String> deployment) {
        facts.of(kind).forEach(event -> {
            ends.computeIfAbsent(deployment.apply(event), id -> new ArrayList<>())
                    .add(kind.getSimpleName());
            kinds.merge(kind.getSimpleName(), 1, Integer::sum);
        });
    }

    /** Every request has one end, and one more at most for each time that a person asked for another attempt. */
    static Finding promise4(Facts facts) {
        Ends found = new Ends(facts);
        Map<String, Integer> allowed = new HashMap<>();
        facts.of(DeploymentCommand.class)
                .filter(command -> command.getKind() == CommandKind.RETRY)
                .forEach(command -> allowed.merge(command.getDeploymentId(), 1, Integer::sum));
        List<String> violations = new ArrayList<>();
        for (String deployment : facts.requests().keySet()) {
            List<String> seen = found.ends.getOrDefault(deployment, List.of());
            if (seen.isEmpty()) {
                violations.add("no end: " + deployment);
            } else if (seen.size() > 1 + allowed.getOrDefault(deployment, 0)) {
                violations.add("more than one end: " + deployment + " " + seen);
            }
        }
        return new Finding("P4", facts.requests().size() + " requests, each with its end: " + found.kinds, violations);
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
