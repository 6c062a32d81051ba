package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Service;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.util.Optional;

/** Puts all traffic on a deployment's revision, unless the service belongs to a newer one or the shift was called off. */
final class TrafficShift {
    private final RunApi api;

    TrafficShift(RunApi api) {
        this.api = api;
    }

    /** Asks for the traffic to move. Empty: asked, now or before; {@link #look} tells what comes of it. */
    Optional<RolloutInput> ask(Deployment deployment, Optional<String> over) {
        Optional<Service> read = api.service(deployment.service().resource());
        Optional<RolloutInput> objection = objection(deployment, over, read);
        if (objection.isEmpty() && !Traffic.wants(read.orElseThrow(), deployment.revisionName())) {
            Service service = read.orElseThrow();
            api.update(service.toBuilder()
                    .clearTraffic()
                    .addAllTraffic(Traffic.all(deployment.revisionName()).targets(service))
                    .build());
        }
        return objection;
    }

    /** What came of the shift; empty: nothing yet. */
    Optional<RolloutInput> look(Deployment deployment, Optional<String> over) {
        Optional<Service> read = api.service(deployment.service().resource());
        Optional<RolloutInput> objection = objection(deployment, over, read);
        if (objection.isPresent()) {
            return objection;
        }
        Service service = read.orElseThrow();
        if (Traffic.isOn(service, deployment.revisionName())) {
            return Optional.of(new RolloutInput.TrafficShifted(deployment.deploymentId(), service.getUri()));
        }
        return Conditions.failure(service)
                .filter(_ -> Traffic.wants(service, deployment.revisionName()))
                .map(text -> new RolloutInput.RevisionFailed(deployment.deploymentId(), text));
    }

    private static Optional<RolloutInput> objection(
            Deployment deployment, Optional<String> over, Optional<Service> read) {
        String id = deployment.deploymentId();
        if (read.isEmpty()) {
            return Optional.of(new RolloutInput.Refused(
                    id, "service " + deployment.service().resource() + " does not exist any more"));
        }
        Optional<String> newer = Marks.newerOwner(read.get(), deployment, over);
        if (newer.isPresent()) {
            return Optional.of(new RolloutInput.NewerFound(id, newer.get()));
        }
        if (Marks.isWithdrawn(read.get(), deployment)) {
            return Optional.of(new RolloutInput.Refused(id, "the shift was called off"));
        }
        // An older one that went over this one's marks, or a reading from before this one had the service: no time to
        // write.
        return Marks.belongsTo(read.get(), deployment)
                ? Optional.empty()
                : Optional.of(new RolloutInput.Troubled(id, "the service shows as that of " + Marks.owner(read.get())));
    }
}
