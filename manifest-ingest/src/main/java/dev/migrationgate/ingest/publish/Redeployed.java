package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Redeployment;
import dev.migrationgate.ingest.intake.Submission;
import java.util.Optional;

/** A recorded request as the event that asks for the same once more. */
final class Redeployed {
    private Redeployed() {}

    /** All stays as it was recorded but who asks, when and why, and what becomes of the migration; and a tag that was recorded becomes its digest. */
    static DeploymentRequested event(DeploymentRequested original, Submission.Again again, Requester requester) {
        Deployment deployment = again.deployment();
        Redeployment redeployment = again.redeployment();
        // Of an original that left its migration out, that one is there to run, or to be left out once more.
        Optional<MigrationSpec> migration = original.getMigration()
                .or(original::getSkippedMigration)
                .map(each -> MigrationSpec.newBuilder(each)
                        .setContainer(pinned(each.getContainer(), again))
                        .build());
        return DeploymentRequested.newBuilder(original)
                .setDeploymentId(deployment.id().value())
                .setRequestedAt(deployment.acceptedAt())
                .setRequester(requester)
                .setService(ServiceSpec.newBuilder(original.getService())
                        .setContainer(pinned(original.getService().getContainer(), again))
                        .build())
                .setMigration(migration.filter(_ -> redeployment.migrates()).orElse(null))
                .setSkippedMigration(migration.filter(_ -> redeployment.skip()).orElse(null))
                // The one that was named, be it a repetition itself: each step can be followed back.
                .setReplayOf(original.getDeploymentId())
                .setReplayReason(redeployment.reason())
                // Of the original; this one is signed, if at all, when it is written.
                .setSignature(null)
                .build();
    }

    private static ContainerSpec pinned(ContainerSpec container, Submission.Again again) {
        return ContainerSpec.newBuilder(container)
                .setImage(again.images().getOrDefault(container.getImage(), container.getImage()))
                .build();
    }
}
