package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a deployment's revision exist, with no traffic on it unless there is no other. Looks before it writes: after an answer
 * that was lost, the revision is found under the name it was given beforehand.
 */
final class RevisionCreation {
    private final RunApi api;
    private final Clock clock;

    RevisionCreation(RunApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Makes it exist, where the service is nobody's who is newer, {@code over} left aside. */
    RolloutInput create(Deployment deployment, Optional<String> over) {
        Optional<Service> service = api.service(deployment.service().resource());
        return service.isPresent() ? update(deployment, over, service.get()) : first(deployment);
    }

    private RolloutInput first(Deployment deployment) {
        Instant calledAt = clock.instant();
        api.create(
                deployment.service().parent(),
                deployment.service().service(),
                ServiceTemplate.first(deployment, calledAt));
        return new RolloutInput.RevisionCreated(deployment.deploymentId(), calledAt);
    }

    private RolloutInput update(Deployment deployment, Optional<String> over, Service service) {
        var template = service.getTemplate();
        if (template.getRevision().equals(deployment.revisionName())) {
            return attach(deployment, template.getLabelsMap(), template.getAnnotationsMap());
        }
        Optional<Revision> revision = api.revision(deployment.revision());
        if (revision.isPresent()) {
            return attach(
                    deployment, revision.get().getLabelsMap(), revision.get().getAnnotationsMap());
        }
        Optional<String> stranger = Marks.anotherApplication(service, deployment);
        if (stranger.isPresent()) {
            return new RolloutInput.Refused(
                    deployment.deploymentId(),
                    "service %s is that of %s; give one of the two another name or project, or, where the application was moved, take the annotation %s away"
                            .formatted(service.getName(), stranger.get(), Marks.APPLICATION));
        }
        Optional<String> newer = Marks.newerOwner(service, deployment, over);
        if (newer.isPresent()) {
            return new RolloutInput.NewerFound(deployment.deploymentId(), newer.get());
        }
        Instant calledAt = clock.instant();
        api.update(ServiceTemplate.next(service, deployment, calledAt));
        return new RolloutInput.RevisionCreated(deployment.deploymentId(), calledAt);
    }

    private RolloutInput attach(Deployment deployment, Map<String, String> labels, Map<String, String> annotations) {
        Map<String, String> ours = Marks.labels(deployment, ServiceTemplate.digest(deployment));
        if (!labels.entrySet().containsAll(ours.entrySet())) {
            return new RolloutInput.Refused(
                    deployment.deploymentId(),
                    "revision %s exists already, and was made for deployment %s with spec %s"
                            .formatted(
                                    deployment.revision(),
                                    labels.getOrDefault(Marks.DEPLOYMENT, "unknown"),
                                    labels.getOrDefault(Marks.SPEC, "unknown")));
        }
        Instant calledAt = Marks.calledAt(annotations).orElseGet(clock::instant);
        return new RolloutInput.RevisionCreated(deployment.deploymentId(), calledAt);
    }
}
