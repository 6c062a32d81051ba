package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Events as a story tells them, about one application and its lane. */
final class StoryEvents {
    static {
        // Avro builds an event only once its classes are trusted, which the codec sees to.
        var _ = new EventCodec(SchemaRegistry.at(URI.create("http://127.0.0.1:1")));
    }

    private StoryEvents() {}

    static DeploymentRequested requested(char id, boolean migrates, Instant now) {
        ContainerSpec container = ContainerSpec.newBuilder().setImage("app:1").build();
        return DeploymentRequested.newBuilder()
                .setDeploymentId(Story.id(id))
                .setApplicationId("app")
                .setLaneId(Story.LANE)
                .setVersion("1")
                .setRequestedAt(now)
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("key")
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("app")
                        .setContainer(container)
                        .setPort(8080)
                        .build())
                .setMigration(
                        migrates
                                ? MigrationSpec.newBuilder()
                                        .setContainer(container)
                                        .setTemporaryFailureRetries(1)
                                        .build()
                                : null)
                .setManifestDigest("sha256:0")
                .build();
    }

    static MigrationSucceeded succeeded(char id, MigrationOutcome outcome, Instant now) {
        return MigrationSucceeded.newBuilder()
                .setRequest(requested(id, outcome != MigrationOutcome.NOT_REQUIRED, now))
                .setOutcome(outcome)
                .setAttempt(1)
                .setDecidedAt(now)
                .build();
    }

    static MigrationFailed failed(char id, int attempt, Instant now) {
        return MigrationFailed.newBuilder()
                .setDeploymentId(Story.id(id))
                .setApplicationId("app")
                .setLaneId(Story.LANE)
                .setVersion("1")
                .setAttempt(attempt)
                .setReason("EXIT_CODE")
                .setMessage("it failed")
                .setLogExcerpt(List.of())
                .setRequestedAt(now)
                .setDecidedAt(now)
                .build();
    }

    static DeploymentCommand retried(char id, Instant now) {
        return DeploymentCommand.newBuilder()
                .setCommandId("c")
                .setKind(CommandKind.RETRY)
                .setLaneId(Story.LANE)
                .setDeploymentId(Story.id(id))
                .setActor("a")
                .setReason("r")
                .setRequestedAt(now)
                .build();
    }

    static ServiceDeployed deployed(char id, Instant now) {
        return ServiceDeployed.newBuilder()
                .setDeploymentId(Story.id(id))
                .setApplicationId("app")
                .setVersion("1")
                .setService(Story.SERVICE)
                .setRevision(Story.revisionName(id))
                .setUri("http://app")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(now)
                .setDeployedAt(now)
                .build();
    }

    static ServiceDeployFailed deployFailed(char id, Instant now) {
        return ServiceDeployFailed.newBuilder()
                .setDeploymentId(Story.id(id))
                .setApplicationId("app")
                .setVersion("1")
                .setReason("NOT_READY")
                .setMessage("it did not come up")
                .setRevision(Story.revisionName(id))
                .setRequestedAt(now)
                .setFailedAt(now)
                .build();
    }

    static DeploymentSuperseded superseded(char id, char by, Instant now) {
        return DeploymentSuperseded.newBuilder()
                .setDeploymentId(Story.id(id))
                .setApplicationId("app")
                .setSupersededBy(Story.id(by))
                .setReason("a newer one")
                .setSupersededAt(now)
                .build();
    }
}
