package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Service;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.util.Optional;

/**
 * Puts the traffic back to where it was when the revision was created, and marks the service, so that a shift which is still
 * on its way (another instance, a slow answer) meets either a newer etag or the mark.
 */
final class TrafficWithdrawal {
    private final RunApi api;

    TrafficWithdrawal(RunApi api) {
        this.api = api;
    }

    /** Asks for the traffic to go back. Empty: asked, now or before; {@link #look} tells when it is back. */
    Optional<RolloutInput> ask(Deployment deployment, Optional<String> over) {
        Optional<Service> read = api.service(deployment.service().resource());
        Optional<RolloutInput> end = end(deployment, over, read);
        if (end.isEmpty() && !Marks.isWithdrawn(read.orElseThrow(), deployment)) {
            Service service = read.orElseThrow();
            Traffic before = Traffic.parse(Marks.previousTraffic(service));
            api.update(service.toBuilder()
                    .clearTraffic()
                    .addAllTraffic(before.targets(service))
                    .putAllAnnotations(Marks.withdrawn(deployment))
                    .build());
        }
        return end;
    }

    /** Whether the traffic is back; empty: not yet. */
    Optional<RolloutInput> look(Deployment deployment, Optional<String> over) {
        Optional<Service> read = api.service(deployment.service().resource());
        return end(deployment, over, read)
                .or(() -> read.filter(service -> Marks.isWithdrawn(service, deployment))
                        .flatMap(service -> withdrawn(service, deployment)));
    }

    /** What came of it once it was asked for: back, settled elsewhere, or neither yet. */
    private static Optional<RolloutInput> withdrawn(Service service, Deployment deployment) {
        String id = deployment.deploymentId();
        if (back(service, deployment)) {
            return Optional.of(new RolloutInput.TrafficWithdrawn(id));
        }
        return service.getReconciling()
                ? Optional.empty()
                : Optional.of(new RolloutInput.Refused(
                        id,
                        "the traffic was asked back, and is at "
                                + Traffic.serving(service).text()
                                + Conditions.failure(service)
                                        .map(text -> "; " + text)
                                        .orElse("")));
    }

    /** Where it was; or nowhere near the revision, because somebody moved it on: there is nothing to put back any more. */
    private static boolean back(Service service, Deployment deployment) {
        Traffic before = Traffic.parse(Marks.previousTraffic(service));
        Traffic serving = Traffic.serving(service);
        return before.shares().isEmpty()
                || before.equals(serving)
                || (!serving.shares().isEmpty() && !serving.shares().containsKey(deployment.revisionName()));
    }

    private static Optional<RolloutInput> end(Deployment deployment, Optional<String> over, Optional<Service> read) {
        String id = deployment.deploymentId();
        if (read.isEmpty()) {
            return Optional.of(new RolloutInput.TrafficWithdrawn(id));
        }
        Optional<String> newer = Marks.newerOwner(read.get(), deployment, over);
        if (newer.isPresent()) {
            return Optional.of(new RolloutInput.NewerFound(id, newer.get()));
        }
        return Marks.belongsTo(read.get(), deployment)
                ? Optional.empty()
                // Perhaps a reading from before the shift; whoever it is, the traffic is not known to be back.
                : Optional.of(new RolloutInput.Refused(id, "the service shows as that of " + Marks.owner(read.get())));
    }
}
