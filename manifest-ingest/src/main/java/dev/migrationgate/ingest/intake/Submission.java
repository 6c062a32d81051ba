package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param again the deployments made again
 */
public record Submission(
        Delivery delivery,
        Instant acceptedAt,
        List<Manifest> manifests,
        List<ManifestId> removed,
        List<SeenImage> images,
        Optional<BranchHead> head,
        List<Request> requests,
        List<Again> again) {
    /** Copies the lists. */
    public Submission {
        manifests = List.copyOf(manifests);
        removed = List.copyOf(removed);
        images = List.copyOf(images);
        requests = List.copyOf(requests);
        again = List.copyOf(again);
    }

    /** One that makes nothing again. */
    public Submission(
            Delivery delivery,
            Instant acceptedAt,
            List<Manifest> manifests,
            List<ManifestId> removed,
            List<SeenImage> images,
            Optional<BranchHead> head,
            List<Request> requests) {
        this(delivery, acceptedAt, manifests, removed, images, head, requests, List.of());
    }

    /** One deployment, and nothing else: no manifest changes. */
    static Submission only(Delivery delivery, Instant acceptedAt, Request request) {
        return new Submission(
                delivery, acceptedAt, List.of(), List.of(), List.of(), Optional.empty(), List.of(request));
    }

    /** One that makes a deployment again, and nothing else. */
    static Submission again(Delivery delivery, Instant acceptedAt, Again again) {
        return new Submission(
                delivery, acceptedAt, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of(again));
    }

    /**
     * A deployment and the plan for it.
     *
     * @param replay the deployment that it is made after; absent: it is for its own sake
     */
    public record Request(Deployment deployment, DeploymentPlan plan, Optional<Replay> replay) {
        /** One for its own sake. */
        public Request(Deployment deployment, DeploymentPlan plan) {
            this(deployment, plan, Optional.empty());
        }
    }

    /**
     * A deployment and what it is made from.
     *
     * @param images by its digest each image that was recorded by a tag, as it was done once
     */
    public record Again(Deployment deployment, Redeployment redeployment, Map<String, String> images) {
        /** Copies the map. */
        public Again {
            images = Map.copyOf(images);
        }
    }

    /** The deployments, without their plans. */
    public List<Deployment> deployments() {
        return Stream.concat(
                        requests.stream().map(Request::deployment),
                        again.stream().map(Again::deployment))
                .toList();
    }
}
