package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.run.container.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what a service asks for and fills in defaults; INVALID_ARGUMENT where something is wrong. Pure. */
final class ServiceSpec {
    private static final TrafficTarget ALL_TO_LATEST = TrafficTarget.newBuilder()
            .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST)
            .setPercent(100)
            .build();

    private ServiceSpec() {}

    static Service checked(Service sent, String serviceId) {
        Rules.id("service_id", serviceId, 49);
        Rules.labels("service.labels", sent.getLabelsMap());
        Rules.annotations("service.annotations", sent.getAnnotationsMap());
        RevisionTemplate template = sent.getTemplate();
        Rules.labels("service.template.labels", template.getLabelsMap());
        Rules.annotations("service.template.annotations", template.getAnnotationsMap());
        Rules.containers("service.template.containers", template.getContainersList());
        if (!template.getRevision().isEmpty()) {
            Rules.id("service.template.revision", template.getRevision(), 63);
            if (!template.getRevision().startsWith(serviceId + "-")) {
                throw Refusal.invalid(
                        "service.template.revision",
                        "must begin with '%s-', was '%s'".formatted(serviceId, template.getRevision()));
            }
        }
        checkTraffic(sent.getTrafficList());
        return sent.getTrafficCount() > 0
                ? sent
                : sent.toBuilder().addTraffic(ALL_TO_LATEST).build();
    }

    private static void checkTraffic(List<TrafficTarget> traffic) {
        Set<String> tags = new HashSet<>();
        int sum = 0;
        for (TrafficTarget target : traffic) {
            boolean latest = target.getType() == TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST;
            if (latest != target.getRevision().isEmpty()) {
                throw Refusal.invalid("service.traffic", "a target is either the latest revision or names one");
            }
            if (target.getPercent() < 0) {
                throw Refusal.invalid("service.traffic", "percent must not be negative");
            }
            if (!target.getTag().isEmpty() && !tags.add(target.getTag())) {
                throw Refusal.invalid("service.traffic", "tag '%s' is there twice".formatted(target.getTag()));
            }
            sum += target.getPercent();
        }
        if (!traffic.isEmpty() && sum != 100) {
            throw Refusal.invalid("service.traffic", "percentages must add up to 100, they add up to " + sum);
        }
    }
}
