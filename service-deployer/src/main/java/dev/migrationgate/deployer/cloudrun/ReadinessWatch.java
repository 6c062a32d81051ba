package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Revision;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a revision: ready, failed, or neither yet. */
final class ReadinessWatch {
    private final RunApi api;

    ReadinessWatch(RunApi api) {
        this.api = api;
    }

    /** Looks at the revision and, where it is to be asked, asks it once it is ready. The looks of one rollout. */
    Supplier<Optional<RolloutInput>> looks(Deployment deployment) {
        Optional<SmokeRequest> smoke = deployment.service().smokePath().map(path -> new SmokeRequest(deployment, path));
        return () -> look(deployment)
                .flatMap(seen -> smoke.filter(_ -> seen instanceof RolloutInput.RevisionReady)
                        .map(request ->
                                request.ask(api.service(deployment.service().resource())))
                        .orElse(Optional.of(seen)));
    }

    private Optional<RolloutInput> look(Deployment deployment) {
        Optional<Revision> revision = api.revision(deployment.revision());
        return revision.isPresent() ? verdict(deployment, revision.get()) : missing(deployment);
    }

    private static Optional<RolloutInput> verdict(Deployment deployment, Revision revision) {
        Optional<Condition> ready = Conditions.ready(revision);
        if (ready.filter(Conditions::succeeded).isPresent()) {
            return Optional.of(new RolloutInput.RevisionReady(deployment.deploymentId()));
        }
        return ready.filter(Conditions::failed)
                .map(condition ->
                        new RolloutInput.RevisionFailed(deployment.deploymentId(), Conditions.text(condition)));
    }

    /** The service is accepted before its revision exists; where it never comes to exist, the service says why. */
    private Optional<RolloutInput> missing(Deployment deployment) {
        return api.service(deployment.service().resource())
                .filter(service -> service.getTemplate().getRevision().equals(deployment.revisionName()))
                .flatMap(Conditions::failure)
                .map(text -> new RolloutInput.RevisionFailed(deployment.deploymentId(), text));
    }
}
