package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.run.container.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The server's part of a service. Pure. */
final class ServiceStatus {
    private ServiceStatus() {}

    /** At the beginning of a rollout: what is served stays as it is. */
    static Service reconciling(Service service, Instant now) {
        return service.toBuilder()
                .setReconciling(true)
                .setTerminalCondition(RevisionStatus.condition("Ready", State.CONDITION_RECONCILING, "", now))
                .build();
    }

    /**
     * At the end of a rollout.
     *
     * @param traffic where requests go from now on; empty to leave that as it was
     */
    static Service settled(
            Service before,
            String latestReady,
            List<TrafficTargetStatus> traffic,
            Optional<Condition> failure,
            Instant now) {
        Service.Builder after = before.toBuilder()
                .setReconciling(false)
                .setLatestReadyRevision(latestReady)
                .setUpdateTime(Times.timestamp(now))
                .setTerminalCondition(terminal(before, failure, now))
                .clearConditions()
                .addConditions(part("ConfigurationsReady", failure, now))
                .addConditions(part("RoutesReady", failure, now))
                .setEtag(Rules.newEtag());
        if (!traffic.isEmpty()) {
            after.clearTrafficStatuses().addAllTrafficStatuses(traffic);
        }
        if (failure.isEmpty()) {
            after.setObservedGeneration(before.getGeneration());
        }
        return after.build();
    }

    static boolean failed(Service service) {
        return service.getTerminalCondition().getState() == State.CONDITION_FAILED;
    }

    static String describe(List<TrafficTargetStatus> traffic) {
        return traffic.stream()
                .map(target -> target.getRevision() + "=" + target.getPercent()
                        + (target.getTag().isEmpty() ? "" : "#" + target.getTag()))
                .collect(Collectors.joining(" "));
    }

    private static Condition terminal(Service service, Optional<Condition> failure, Instant now) {
        return failure.map(why -> RevisionStatus.condition(
                                "Ready",
                                State.CONDITION_FAILED,
                                "Revision '%s' is not ready and cannot serve traffic. %s"
                                        .formatted(
                                                ServiceStores.shortName(service.getLatestCreatedRevision()),
                                                why.getMessage()),
                                now)
                        .toBuilder()
                        .setReason(CommonReason.REVISION_FAILED)
                        .build())
                .orElseGet(() -> RevisionStatus.condition("Ready", State.CONDITION_SUCCEEDED, "", now));
    }

    private static Condition part(String type, Optional<Condition> failure, Instant now) {
        return failure.map(why -> RevisionStatus.condition(type, State.CONDITION_FAILED, why.getMessage(), now))
                .orElseGet(() -> RevisionStatus.condition(type, State.CONDITION_SUCCEEDED, "", now));
    }
}
