package dev.migrationgate.tests.simulation;

import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.Tenure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What attempts leave of their databases, each once, and whether the gate goes by it (promise P5). */
final class Databases {
    private final Map<String, Left> left = new HashMap<>();
    private final Chance chance;

    Databases(Chance chance) {
        this.chance = chance;
    }

    /**
     * What an attempt left.
     *
     * @param findings what is not as it should be
     * @param fails whether that shuts the gate
     */
    record Left(List<String> findings, boolean fails) {}

    /** Somebody looks, once more perhaps. */
    Left seen(Tenure tenure) {
        return left.computeIfAbsent(key(tenure.deploymentId(), tenure.attempt()), key -> {
            List<String> findings = chance.fault(100) ? List.of("GRANT SELECT for " + key) : List.of();
            return new Left(findings, chance.percent(50));
        });
    }

    /** The gate is open: somebody must have looked, and the findings must be told. */
    void opened(LaneEvent.Succeeded event) {
        if (event.entry().request().database().isPresent()) {
            String key =
                    key(event.entry().request().deploymentId(), event.entry().attempt());
            Left found = left.get(key);
            Auditor.check(found != null, "P5", key + " opens its gate, and nobody looked at its database");
            boolean shut = found != null && found.fails() && !found.findings().isEmpty();
            Auditor.check(!shut, "P5", key + " opens its gate in spite of " + found);
            boolean told = found != null && found.findings().equals(event.warnings());
            Auditor.check(told, "P5", key + " opens its gate with " + event.warnings() + ", seen was " + found);
        }
    }

    /** Whether a look at the database, or that there was none in time, is a reason to keep the gate shut though the migration succeeded. */
    boolean shuts(LaneEvent.Failed event) {
        Left found = left.get(
                key(event.entry().request().deploymentId(), event.entry().attempt()));
        return event.entry().request().database().isPresent()
                && switch (event.failure().reason()) {
                    case Failure.DATABASE_DRIFT ->
                        found != null && found.fails() && !found.findings().isEmpty();
                    case Failure.DATABASE, Failure.DEADLINE -> true;
                    default -> false;
                };
    }

    private static String key(String deployment, int attempt) {
        return deployment + "/" + attempt;
    }
}
