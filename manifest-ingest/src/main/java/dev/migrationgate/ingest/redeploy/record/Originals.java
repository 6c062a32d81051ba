package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.Base64;
import java.util.Optional;

/** What recorded requests say. */
final class Originals {
    private Originals() {}

    static Look found(DeploymentRequested event, RecordReader reader, Optional<Look.Obstacle> obstacle) {
        return new Look.Found(recorded(event, reader.bytes(event)), obstacle);
    }

    private static Recorded recorded(DeploymentRequested event, byte[] bytes) {
        Requester requester = event.getRequester();
        return new Recorded(
                event.getDeploymentId(),
                ApplicationId.parse(event.getApplicationId()),
                event.getVersion(),
                new LaneId(event.getLaneId()),
                event.getService().getContainer().getImage(),
                migration(event).map(each -> each.getContainer().getImage()),
                requester.getRepository(),
                requester.getRef(),
                requester.getCommit(),
                Base64.getEncoder().encodeToString(bytes));
    }

    /** Whether another request ran the original's migration: then it brought the schema no further than the original does. */
    static boolean isSameMigration(DeploymentRequested original, DeploymentRequested other) {
        return other.getMigration().equals(migration(original))
                && other.getManifestDigest().equals(original.getManifestDigest());
    }

    /** The migration that there was, be it that it ran or that it was left out. */
    private static Optional<MigrationSpec> migration(DeploymentRequested event) {
        return event.getMigration().or(event::getSkippedMigration);
    }
}
