package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Service;
import dev.migrationgate.deployer.rollout.Deployment;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The labels and annotations by which services, revisions and jobs say whose they are. They are what makes a late writer
 * harmless: each call that changes something first reads them and then carries the etag of that reading.
 */
final class Marks {
    /** Label of jobs, services and revisions: the deployment's id. */
    static final String DEPLOYMENT = "migration-gate-deployment";
    /** Label of jobs: the lane's epoch in which it was made; jobs of earlier versions have none. */
    static final String EPOCH = "migration-gate-epoch";
    /** Label of revisions: digest of what they run. */
    static final String SPEC = "migration-gate-spec";

    private static final String PREFIX = "migrationgate.dev/";
    /** Annotation of services and revisions: the application. */
    static final String APPLICATION = PREFIX + "application";

    private static final String VERSION = PREFIX + "version";
    private static final String REQUESTED_AT = PREFIX + "requested-at";
    private static final String CALLED_AT = PREFIX + "update-called-at";
    private static final String PREVIOUS_TRAFFIC = PREFIX + "previous-traffic";
    private static final String WITHDRAWN = PREFIX + "withdrawn";

    private Marks() {}

    static Map<String, String> labels(Deployment deployment, String specDigest) {
        return Map.of(DEPLOYMENT, deployment.deploymentId(), SPEC, specDigest);
    }

    static Map<String, String> ofRevision(Deployment deployment, Instant calledAt) {
        return Map.of(
                APPLICATION, deployment.applicationId(),
                VERSION, deployment.version(),
                CALLED_AT, calledAt.toString());
    }

    static Map<String, String> ofService(Deployment deployment, String previousTraffic) {
        return Map.of(
                APPLICATION, deployment.applicationId(),
                VERSION, deployment.version(),
                REQUESTED_AT, deployment.requestedAt().toString(),
                PREVIOUS_TRAFFIC, previousTraffic);
    }

    /** The mark that forbids a deployment's late shift. */
    static Map<String, String> withdrawn(Deployment deployment) {
        return Map.of(WITHDRAWN, deployment.deploymentId());
    }

    static boolean isWithdrawn(Service service, Deployment deployment) {
        return deployment.deploymentId().equals(service.getAnnotationsMap().get(WITHDRAWN));
    }

    static boolean belongsTo(Service service, Deployment deployment) {
        return deployment.deploymentId().equals(service.getLabelsMap().get(DEPLOYMENT));
    }

    /**
     * The deployment that has the service, where that was requested later than the given one.
     *
     * @param over a later one that failed, and does not count
     */
    static Optional<String> newerOwner(Service service, Deployment deployment, Optional<String> over) {
        return instant(service.getAnnotationsMap(), REQUESTED_AT)
                .filter(owner -> owner.isAfter(deployment.requestedAt()))
                .map(_ -> service.getLabelsMap().getOrDefault(DEPLOYMENT, "unknown"))
                .filter(owner -> !over.equals(Optional.of(owner)));
    }

    /** The application that has the service, where that is another than the deployment's: two could come to one name. */
    static Optional<String> anotherApplication(Service service, Deployment deployment) {
        return Optional.ofNullable(service.getAnnotationsMap().get(APPLICATION))
                .filter(owner -> !owner.equals(deployment.applicationId()));
    }

    static String owner(Service service) {
        return service.getLabelsMap().getOrDefault(DEPLOYMENT, "somebody else");
    }

    static String previousTraffic(Service service) {
        return service.getAnnotationsMap().getOrDefault(PREVIOUS_TRAFFIC, "");
    }

    /** When the call that made a revision was sent. */
    static Optional<Instant> calledAt(Map<String, String> annotations) {
        return instant(annotations, CALLED_AT);
    }

    private static Optional<Instant> instant(Map<String, String> annotations, String name) {
        try {
            return Optional.ofNullable(annotations.get(name)).map(Instant::parse);
        } catch (DateTimeException e) {
            // Written by somebody else: it says nothing to us.
            return Optional.empty();
        }
    }
}
