package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.Optional;

/**
 * A request for a deployment as it was recorded.
 *
 * @param deploymentId the deployment
 * @param application what was deployed
 * @param version version as the manifest wrote it
 * @param lane the lane that it waited in
 * @param migration whether there was a migration, be it that it ran or that it was left out
 * @param repository repository that its manifests came from
 * @param ref git ref that was merged into
 * @param commit full id of the commit that its manifests were read at
 * @param event the whole request in the wire format, in base64: not opened here
 */
public record Recorded(
        String deploymentId,
        ApplicationId application,
        String version,
        LaneId lane,
        boolean migration,
        Optional<String> repository,
        Optional<String> ref,
        Optional<String> commit,
        String event) {}
