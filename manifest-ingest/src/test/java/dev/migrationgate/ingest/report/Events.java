package dev.migrationgate.ingest.report;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.manifests.ApplicationId;
import java.time.Instant;
import java.util.Optional;

/** Events of deployments, as the services write them. */
final class Events {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final ApplicationId APPLICATION = ApplicationId.parse("acme/retail/production/shop/orders-api");
    static final String REPOSITORY = "acme/manifests";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String LANE = "Database/acme/retail/production/shop/orders-db";

    private Events() {}

    /** A report as a unit under test gets it. */
    static Report report(DeploymentState state, String reason) {
        boolean last = state == DeploymentState.SUCCEEDED;
        var event = new DeploymentEvent("dep-1-" + state.word(), "dep-1", state, 0, last, reason, NOW);
        return new Report(event, request(), Optional.of("https://ledger.example.com/v1/deployments/dep-1"));
    }

    static RequestedDeployment request() {
        return new RequestedDeployment(
                "dep-1",
                APPLICATION,
                "1.4.0",
                Optional.of(REPOSITORY),
                Optional.of("refs/heads/main"),
                Optional.of(COMMIT));
    }

    static DeploymentRequested requested(String id, Instant at) {
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setLaneId(LANE)
                .setVersion("1.4.0")
                .setRequestedAt(at)
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("github:1")
                        .setRepository(REPOSITORY)
                        .setRef("refs/heads/main")
                        .setCommit(COMMIT)
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("orders-api")
                        .setContainer(
                                ContainerSpec.newBuilder().setImage("api:1").build())
                        .setPort(8080)
                        .build())
                .setManifestDigest("sha256:0")
                .build();
    }

    static MigrationStarted started(String id, int attempt, Instant at) {
        return MigrationStarted.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setLaneId(LANE)
                .setVersion("1.4.0")
                .setAttempt(attempt)
                .setJob("job")
                .setExecution("execution")
                .setRequestedAt(NOW)
                .setStartedAt(at)
                .build();
    }

    static MigrationFailed failed(String id, int attempt, String message, Instant at) {
        return MigrationFailed.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setLaneId(LANE)
                .setVersion("1.4.0")
                .setAttempt(attempt)
                .setReason("EXIT_CODE")
                .setMessage(message)
                .setRequestedAt(NOW)
                .setDecidedAt(at)
                .build();
    }

    static LaneQuarantined quarantined(String id, Instant at) {
        return LaneQuarantined.newBuilder()
                .setLaneId(LANE)
                .setDeploymentId(id)
                .setAttempt(1)
                .setReason("the execution is gone")
                .setQuarantinedAt(at)
                .build();
    }

    static DeploymentCancelled cancelled(String id, Instant at) {
        return DeploymentCancelled.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setLaneId(LANE)
                .setActor("ada")
                .setReason("wrong branch")
                .setCancelledAt(at)
                .build();
    }

    static DeploymentSuperseded superseded(String id, Instant at) {
        return DeploymentSuperseded.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setSupersededBy("dep-2")
                .setReason("a later one covers it")
                .setSupersededAt(at)
                .build();
    }

    static ServiceDeployed deployed(String id, Instant at) {
        return ServiceDeployed.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setVersion("1.4.0")
                .setService("service")
                .setRevision("revision")
                .setUri("https://orders.example.com")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(NOW)
                .setDeployedAt(at)
                .build();
    }

    static ServiceDeployFailed deployFailed(String id, Instant at) {
        return ServiceDeployFailed.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(APPLICATION.toString())
                .setVersion("1.4.0")
                .setReason("NOT_READY")
                .setMessage("the container did not listen")
                .setRequestedAt(NOW)
                .setFailedAt(at)
                .build();
    }
}
