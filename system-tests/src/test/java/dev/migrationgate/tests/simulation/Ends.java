package dev.migrationgate.tests.simulation;

import dev.migrationgate.tests.simulation.Auditor.Posted;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How deployments ended: each once, and once more for each accepted retry of what had failed (promise P4). */
final class Ends {
    private static final String FAILED = "failed";
    /** A lane in which more failed may have forgotten the oldest, and refuses to retry that. */
    private static final int KEPT_FAILURES = 10;

    private final Map<String, String> ends = new HashMap<>();
    private final Set<String> retrying = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();

    /** A retry was handled. It is accepted of what has failed, and is not being retried already. */
    void retried(String id) {
        if (FAILED.equals(ends.get(id))) {
            retrying.add(id);
        }
    }

    /** Whether the deployment has an end that is its last so far. */
    boolean ended(String id) {
        return ends.containsKey(id) && !retrying.contains(id);
    }

    void failed(Posted request) {
        failures.merge(request.lane(), 1, Integer::sum);
        end(request.id(), FAILED);
    }

    void end(String id, String how) {
        boolean again = retrying.remove(id);
        String before = ends.put(id, how);
        Auditor.check(before == null || again, "P4", id + " ends as " + how + " after it ended as " + before);
    }

    /** Nothing is under way any more. */
    void atRest(Collection<Posted> posted, Set<String> opened) {
        for (Posted request : posted) {
            String id = request.id();
            Auditor.check(ends.containsKey(id), "P4", id + " never ended");
            boolean forgotten = failures.getOrDefault(request.lane(), 0) > KEPT_FAILURES;
            Auditor.check(!retrying.contains(id) || forgotten, "P4", id + " was retried and never ended");
            boolean shut = !opened.contains(id) || !FAILED.equals(ends.get(id));
            Auditor.check(shut, "P4", id + " passed the gate and failed after it");
        }
    }
}
