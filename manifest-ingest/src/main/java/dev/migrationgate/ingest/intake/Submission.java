package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request that was found good: all of it is published, or none.
 *
 * @param delivery which request
 * @param acceptedAt when, to the millisecond
 * @param manifests the manifests to keep
 * @param removed the manifests to forget
 * @param images the images to keep
 * @param head the branch's new head, for a push
 * @param requests the deployments asked for
 */
public record Submission(
        Delivery delivery,
        Instant acceptedAt,
        List<Manifest> manifests,
        List<ManifestId> removed,
        List<SeenImage> images,
        Optional<BranchHead> head,
        List<Request> requests) {
    /** Copies the lists. */
    public Submission {
        manifests = List.copyOf(manifests);
        removed = List.copyOf(removed);
        images = List.copyOf(images);
        requests = List.copyOf(requests);
    }

    /** A deployment and the plan for it. */
    public record Request(Deployment deployment, DeploymentPlan plan) {}

    /** The deployments, without their plans. */
    public List<Deployment> deployments() {
        return requests.stream().map(Request::deployment).toList();
    }
}
