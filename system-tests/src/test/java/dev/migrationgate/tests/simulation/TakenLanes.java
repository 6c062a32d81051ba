package dev.migrationgate.tests.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which executions take which lanes: each from its start until its end or, where that is not known, until somebody said what became
 * of it (promise P5).
 */
final class TakenLanes {
    private final Map<String, Taken> taken = new LinkedHashMap<>();

    /** A lane that is taken. */
    private record Taken(String lane, String deployment, boolean lost) {}

    void starts(String execution, String lane, String deployment) {
        taken.put(execution, new Taken(lane, deployment, false));
    }

    void ends(String execution) {
        taken.remove(execution);
    }

    /** It was deleted while it ran. */
    void lost(String execution) {
        taken.computeIfPresent(execution, (_, before) -> new Taken(before.lane(), before.deployment(), true));
    }

    /** The runner itself says that it does not know, whatever the truth is. */
    void quarantined(String lane, String deployment) {
        taken.put("the execution of " + deployment, new Taken(lane, deployment, true));
    }

    /** The lane that the deployment holds goes on. */
    void released(String deployment) {
        taken.values().removeIf(each -> each.lost() && each.deployment().equals(deployment));
    }

    /** An execution that still runs in the lane. */
    Optional<String> runningIn(String lane) {
        return any(each -> !each.lost() && each.lane().equals(lane));
    }

    /** An execution of unknown outcome that holds the lane against others than its own deployment. */
    Optional<String> lostIn(String lane, String deployment) {
        return any(each ->
                each.lost() && each.lane().equals(lane) && !each.deployment().equals(deployment));
    }

    /** An execution of the deployment that runs or whose outcome is unknown. */
    Optional<String> of(String deployment) {
        return any(each -> each.deployment().equals(deployment));
    }

    private Optional<String> any(Predicate<Taken> wanted) {
        return taken.entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
