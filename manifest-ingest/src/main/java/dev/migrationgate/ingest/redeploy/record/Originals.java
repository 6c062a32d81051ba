package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.Base64;
import java.util.Optional;

/** What recorded requests say. */
final class Originals {
    private Originals() {}

    static Look found(DeploymentRequested event, EventCodec codec, Optional<Look.Obstacle> obstacle) {
        return new Look.Found(recorded(event, codec), obstacle);
    }

    private static Recorded recorded(DeploymentRequested event, EventCodec codec) {
        Requester requester = event.getRequester();
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_REQUESTED, event);
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
