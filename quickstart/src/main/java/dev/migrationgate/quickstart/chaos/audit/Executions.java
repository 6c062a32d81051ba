package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.MigrationSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P2 and P3: how often migrations ran, and next to what. */
final class Executions {
    /** How often an execution that never began is followed by another by itself. */
    private static final int NEVER_STARTED = 2;

    private Executions() {}

    /** At most one execution for each attempt; attempts rise only when a person or a stated rule asks. */
    static Finding promise2(Facts facts) {
        List<String> violations = new ArrayList<>();
        Map<String, Run> seen = new HashMap<>();
        for (Run run : facts.runs()) {
            if (run.deployment().equals("?")) {
                violations.add("an execution of no requested deployment: " + run);
            }
            Run other = seen.putIfAbsent(attempt(run.deployment(), run.attempt()), run);
            if (other != null) {
                violations.add("one attempt ran twice: " + other + " and " + run);
            }
        }
        violations.addAll(unasked(facts, seen));
        return new Finding(
                "P2", facts.runs().size() + " executions started, one for each attempt of a deployment", violations);
    }

    /** Attempts after the first need a rule that the end before them fulfils, as often as it may, or a person each. */
    private static List<String> unasked(Facts facts, Map<String, Run> seen) {
        List<String> violations = new ArrayList<>();
        facts.requests().forEach((deployment, request) -> {
            List<Run> more = facts.runs().stream()
                    .filter(run -> run.deployment().equals(deployment) && run.attempt() > 1)
                    .toList();
            long asked = facts.of(DeploymentCommand.class)
                    .filter(command -> command.getKind() == CommandKind.RETRY)
                    .filter(command -> command.getDeploymentId().equals(deployment))
                    .map(DeploymentCommand::getCommandId)
                    .distinct()
                    .count();
            int allowed = request.getMigration()
                    .map(MigrationSpec::getTemporaryFailureRetries)
                    .orElse(0);
            long byPerson = 0;
            long started = 0;
            long neverStarted = 0;
            for (Run run : more) {
                Optional<Run> before = Optional.ofNullable(seen.get(attempt(deployment, run.attempt() - 1)));
                byPerson += before.isPresent() && !before.get().failedTemporarily() ? 1 : 0;
                started += before.isPresent() ? 1 : 0;
                neverStarted += before.isPresent() ? 0 : 1;
            }
            // Each person's wish lets the rules begin anew.
            if (byPerson > asked
                    || started > asked + allowed * (1 + asked)
                    || neverStarted > asked + NEVER_STARTED * (1 + asked)) {
                violations.add("attempts that nobody asked for: " + more + "; a person asked " + asked + " times, and "
                        + allowed + " follow a temporary failure by themselves");
            }
        });
        return violations;
    }

    private static String attempt(String deployment, int attempt) {
        return deployment + " " + attempt;
    }

    /** At most one at a time for each database, in the order requested. */
    static Finding promise3(Facts facts) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Run>> lanes = facts.runsByLane();
        lanes.forEach((lane, runs) -> {
            for (int i = 1; i < runs.size(); i++) {
                Run before = runs.get(i - 1);
                Run next = runs.get(i);
                if (next.started().isBefore(end(facts, before))) {
                    violations.add("two at once on " + lane + ": " + before + " and " + next);
                }
            }
            violations.addAll(disordered(facts, lane, runs));
        });
        return new Finding("P3", lanes.size() + " databases, one migration at a time on each, in order", violations);
    }

    /** A deleted one counts as running until a person has said what became of it. */
    private static Instant end(Facts facts, Run run) {
        return run.ended()
                .or(() -> facts.released(run.deployment(), run.started()))
                .orElse(Instant.MAX);
    }

    private static List<String> disordered(Facts facts, String lane, List<Run> runs) {
        List<String> requested = List.copyOf(facts.requests().keySet());
        List<String> violations = new ArrayList<>();
        int last = -1;
        for (Run run : runs) {
            int place = requested.indexOf(run.deployment());
            if (run.attempt() == 1 && place < last) {
                violations.add("out of order on " + lane + ": " + run + " after one that was requested later");
            }
            last = Math.max(last, run.attempt() == 1 ? place : last);
        }
        return violations;
    }
}
