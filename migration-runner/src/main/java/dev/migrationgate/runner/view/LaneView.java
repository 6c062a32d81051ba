package dev.migrationgate.runner.view;

import dev.migrationgate.runner.lane.Deadline;
import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Tries;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lanes as JSON shows them: maps, lists, texts and numbers; times as ISO 8601 in UTC. Holds no secret, and no name of one. */
public final class LaneView {
    private LaneView() {}

    /** The lanes that a deployment holds or waits for, or where a rotation is to come; those with nothing in them are left out. */
    public static Map<String, Object> of(Collection<LaneState> lanes) {
        return Map.of(
                "lanes",
                lanes.stream()
                        .filter(lane -> lane.holder().isPresent()
                                || !lane.waiting().isEmpty()
                                || !rotations(lane).isEmpty())
                        .map(LaneView::lane)
                        .toList());
    }

    private static Map<String, Object> lane(LaneState state) {
        Map<String, Object> lane = new LinkedHashMap<>();
        lane.put("lane", state.lane());
        lane.put("epoch", state.epoch());
        state.holder().ifPresent(holder -> lane.put("holder", holder(holder)));
        List<Map<String, Object>> waiting =
                state.waiting().stream().map(LaneView::entry).toList();
        lane.put("waiting", waiting);
        if (!rotations(state).isEmpty()) {
            lane.put("rotations", rotations(state));
        }
        return lane;
    }

    /** Applications whose database roles get new passwords with their next deployment. */
    private static List<String> rotations(LaneState state) {
        return state.past().entrySet().stream()
                .filter(each -> each.getValue().rotation().isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Map<String, Object> holder(LaneState.Holder holder) {
        Map<String, Object> view = entry(holder.entry());
        switch (holder.phase()) {
            case Phase.Preparing preparing -> {
                phase(view, preparing, preparing.deadline());
                trouble(view, preparing.tries());
            }
            case Phase.Starting starting -> {
                phase(view, starting, starting.deadline());
                trouble(view, starting.tries());
            }
            case Phase.Confirming confirming -> {
                phase(view, confirming, confirming.deadline());
                view.put("reason", confirming.failure().message());
            }
            case Phase.Running running -> {
                phase(view, running, running.deadline());
                execution(view, running.execution());
            }
            case Phase.Cancelling cancelling -> {
                phase(view, cancelling, cancelling.deadline());
                execution(view, cancelling.execution());
                view.put("reason", cancelling.why());
            }
            case Phase.Checking checking -> {
                phase(view, checking, checking.deadline());
                trouble(view, checking.tries());
            }
            case Phase.Quarantined quarantined -> {
                view.put("phase", quarantined.word());
                view.put("since", text(quarantined.since()));
                view.put("reason", quarantined.reason());
                quarantined.execution().ifPresent(execution -> execution(view, execution));
            }
        }
        return view;
    }

    private static void trouble(Map<String, Object> view, Tries tries) {
        tries.trouble().ifPresent(trouble -> view.put("reason", trouble));
    }

    private static void phase(Map<String, Object> view, Phase phase, Deadline deadline) {
        view.put("phase", phase.word());
        view.put("deadline", text(deadline.at()));
        view.put("deadlineRule", deadline.rule());
    }

    private static void execution(Map<String, Object> view, ExecutionRef execution) {
        view.put("execution", execution.execution());
    }

    private static Map<String, Object> entry(Entry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("deploymentId", entry.request().deploymentId());
        view.put("applicationId", entry.request().applicationId());
        view.put("version", entry.request().version());
        view.put("attempt", entry.attempt());
        view.put("requestedAt", text(entry.request().requestedAt()));
        view.put("queuedAt", text(entry.queuedAt()));
        return view;
    }

    private static String text(Instant time) {
        return time.toString();
    }
}
