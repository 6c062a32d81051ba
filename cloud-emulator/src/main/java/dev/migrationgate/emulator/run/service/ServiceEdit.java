package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.protobuf.util.FieldMaskUtil;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.Times;
import java.time.Instant;
import java.util.UUID;

/** The caller's part of a service, as requests make it. Pure, but for a new service's random id. */
final class ServiceEdit {
    private ServiceEdit() {}

    /** A new service: what was sent, without what only the server may say. */
    static Service created(String name, Service checked, Instant now) {
        return checked.toBuilder()
                .clearObservedGeneration()
                .clearTrafficStatuses()
                .clearLatestReadyRevision()
                .clearLatestCreatedRevision()
                .clearConditions()
                .clearUri()
                .setName(name)
                .setUid(UUID.randomUUID().toString())
                .setGeneration(1)
                .setCreateTime(Times.timestamp(now))
                .build();
    }

    /** The next generation of a service; a field that callers do not set stays as it was. */
    static Service updated(Service before, UpdateServiceRequest request) {
        Service checked = ServiceSpec.checked(merged(before, request), ServiceStores.shortName(before.getName()));
        return before.toBuilder()
                .setGeneration(before.getGeneration() + 1)
                .setTemplate(checked.getTemplate())
                .clearTraffic()
                .addAllTraffic(checked.getTrafficList())
                .clearLabels()
                .putAllLabels(checked.getLabelsMap())
                .clearAnnotations()
                .putAllAnnotations(checked.getAnnotationsMap())
                .setDescription(checked.getDescription())
                .setClient(checked.getClient())
                .setIngress(checked.getIngress())
                .setScaling(checked.getScaling())
                .build();
    }

    private static Service merged(Service before, UpdateServiceRequest request) {
        if (request.getUpdateMask().getPathsCount() == 0) {
            return request.getService();
        }
        if (!FieldMaskUtil.isValid(Service.class, request.getUpdateMask())) {
            throw Refusal.invalid("update_mask", "names a field that services do not have");
        }
        Service.Builder merged = before.toBuilder();
        FieldMaskUtil.MergeOptions replace =
                new FieldMaskUtil.MergeOptions().setReplaceMessageFields(true).setReplaceRepeatedFields(true);
        FieldMaskUtil.merge(request.getUpdateMask(), request.getService(), merged, replace);
        return merged.build();
    }
}
