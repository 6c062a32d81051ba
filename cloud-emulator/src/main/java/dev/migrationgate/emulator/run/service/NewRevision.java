package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.run.container.Rules;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A revision as it is before its first process was started. Pure. */
final class NewRevision {
    private NewRevision() {}

    static String shortName(RevisionTemplate template, String serviceId, long generation) {
        return template.getRevision().isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "%s-%05d-%s",
                        serviceId,
                        generation,
                        UUID.randomUUID().toString().substring(0, 3))
                : template.getRevision();
    }

    static Revision of(Service service, String shortName, Instant now) {
        RevisionTemplate template = service.getTemplate();
        return Revision.newBuilder()
                .setName(ServiceStores.revisionName(service.getName(), shortName))
                .setUid(UUID.randomUUID().toString())
                .setGeneration(1)
                .putAllLabels(service.getLabelsMap())
                .putAllLabels(template.getLabelsMap())
                .putAllAnnotations(template.getAnnotationsMap())
                .setCreateTime(Times.timestamp(now))
                .setUpdateTime(Times.timestamp(now))
                .setService(ServiceStores.shortName(service.getName()))
                .setScaling(template.getScaling())
                .setMaxInstanceRequestConcurrency(
                        template.getMaxInstanceRequestConcurrency() > 0
                                ? template.getMaxInstanceRequestConcurrency()
                                : 80)
                .setTimeout(template.getTimeout())
                .setServiceAccount(template.getServiceAccount())
                .addAllContainers(template.getContainersList())
                .setReconciling(true)
                .addConditions(RevisionStatus.condition("Ready", State.CONDITION_RECONCILING, "", now))
                .setLogUri(
                        "https://console.cloud.google.com/logs/viewer?advancedFilter=resource.labels.revision_name%3D%22"
                                + shortName + "%22")
                .setEtag(Rules.newEtag())
                .build();
    }
}
