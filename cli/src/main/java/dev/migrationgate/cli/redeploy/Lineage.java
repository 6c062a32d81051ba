package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What deployments repeat, one after another, as far as the ledger knows it. */
record Lineage(Known known) {
    /** Where nobody goes further back, the deployment counts as another one, and is made again: that is no harm. */
    private static final int MOST_STEPS = 50;

    /**
     * Whether two deployments of one application have the same manifests, since they repeat one request of that application. What was made twice
     * from one record of another environment may have two: between them the manifests may have changed.
     */
    boolean isSameRequest(String application, JsonNode one, JsonNode other) throws InterruptedException {
        return meet(one, other, each -> Recorded.text(each, "application").equals(application));
    }

    /** Whether two deployments have the same version and images, since they repeat one request of whichever environment. */
    boolean isSameVersion(JsonNode one, JsonNode other) throws InterruptedException {
        return meet(one, other, _ -> true);
    }

    private boolean meet(JsonNode one, JsonNode other, Predicate<JsonNode> fits) throws InterruptedException {
        Set<String> theirs = line(other, fits, Set.of());
        return line(one, fits, theirs).stream().anyMatch(theirs::contains);
    }

    /** From a deployment back to one of some others, or to the first one. */
    private Set<String> line(JsonNode deployment, Predicate<JsonNode> fits, Set<String> others)
            throws InterruptedException {
        Set<String> line = new LinkedHashSet<>();
        Optional<JsonNode> each = Optional.of(deployment);
        for (int step = 0; each.isPresent() && step < MOST_STEPS; step++) {
            line.add(Recorded.text(each.get(), "id"));
            String before = Recorded.text(each.get(), "replayOf");
            if (others.contains(before)) {
                line.add(before);
                return line;
            }
            each = before.isEmpty()
                    ? Optional.empty()
                    : known.findDeployment(before).filter(fits);
        }
        return line;
    }
}
