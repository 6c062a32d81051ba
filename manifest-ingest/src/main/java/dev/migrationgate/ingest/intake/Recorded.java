package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request for a deployment as it was recorded.
 *
 * @param deploymentId the deployment
 * @param application what was deployed
 * @param version version as the manifest wrote it
 * @param lane the lane that it waited in
 * @param image image of the service, with a digest or a tag
 * @param migrationImage image of the migration, be it that it ran or that it was left out; absent: there was none
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
        String image,
        Optional<String> migrationImage,
        Optional<String> repository,
        Optional<String> ref,
        Optional<String> commit,
        String event) {
    /** Its images. */
    Stream<String> images() {
        return Stream.concat(Stream.of(image), migrationImage.stream());
    }

    /** Whether there was a migration. */
    public boolean migration() {
        return migrationImage.isPresent();
    }
}
