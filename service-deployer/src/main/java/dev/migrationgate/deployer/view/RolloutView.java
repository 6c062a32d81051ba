package dev.migrationgate.deployer.view;

import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Rollout;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.service.Redaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rollouts as JSON shows them: maps, lists, texts and numbers; times as ISO 8601 in UTC. Holds no value of a variable, and of Cloud
 * Run's messages what looks like no secret.
 */
public final class RolloutView {
    private RolloutView() {}

    /** The applications that something is rolled out of; the others have nothing that waits either. */
    public static Map<String, Object> of(Collection<RolloutState> applications, RolloutLimits limits) {
        return Map.of(
                "rollouts",
                applications.stream()
                        .flatMap(state -> state.current().stream().map(rollout -> application(state, rollout, limits)))
                        .toList());
    }

    private static Map<String, Object> application(RolloutState state, Rollout rollout, RolloutLimits limits) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationId", rollout.deployment().applicationId());
        view.put("current", current(rollout, limits));
        List<Map<String, Object>> waiting =
                state.inLine().stream().map(RolloutView::deployment).toList();
        view.put("waiting", waiting);
        state.deployed().ifPresent(serving -> view.put("deployed", serving.deploymentId()));
        return view;
    }

    private static Map<String, Object> current(Rollout rollout, RolloutLimits limits) {
        Map<String, Object> view = deployment(rollout.deployment());
        view.put("phase", rollout.phase().word());
        view.put("since", rollout.startedAt().toString());
        rollout.deadline(limits).ifPresent(deadline -> view.put("deadline", deadline.toString()));
        rollout.failing().ifPresent(failure -> view.put("reason", Redaction.of(failure.message())));
        view.put("troubles", rollout.troubles());
        rollout.lastTrouble().ifPresent(trouble -> view.put("lastTrouble", Redaction.of(trouble)));
        rollout.over().ifPresent(failed -> view.put("over", failed));
        return view;
    }

    private static Map<String, Object> deployment(Deployment deployment) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("deploymentId", deployment.deploymentId());
        view.put("version", deployment.version());
        view.put("requestedAt", deployment.requestedAt().toString());
        view.put("gateOpenedAt", deployment.decidedAt().toString());
        return view;
    }
}
