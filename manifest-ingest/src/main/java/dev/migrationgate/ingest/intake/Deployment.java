package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.LaneId;
import java.time.Instant;

/**
 * A deployment that was accepted.
 *
 * @param id its id
 * @param application what is deployed
 * @param version version as the manifest writes it
 * @param lane the lane it waits in
 * @param migration whether a migration comes first
 * @param acceptedAt when it was accepted
 */
public record Deployment(
        DeploymentId id,
        ApplicationId application,
        String version,
        LaneId lane,
        boolean migration,
        Instant acceptedAt) {}
