package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import java.time.Instant;

/** Events as the services write them, of one application. */
final class Happenings {
    static final String ORDERS = "acme/retail/production/shop/orders";
    static final String COMMIT = "4f0c6de2ab1f5a9c0d1e2f3a4b5c6d7e8f901234";
    static final String DIGEST = "sha256:" + "0b".repeat(32);
    static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    static {
        // Avro builds classes that are trusted only, and whoever makes a codec trusts ours.
        var _ = new EventCodec(SchemaRegistry.inMemory());
    }

    private Happenings() {}

    /** A request that came from a merge. */
    static DeploymentRequested merged(String id) {
        return requested(id).build();
    }

    /** The same, to be changed. */
    static DeploymentRequested.Builder requested(String id) {
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(ORDERS)
                .setLaneId("Database/acme/db")
                .setVersion("1.4.0")
                .setRequestedAt(START)
                .setRequester(requester("github"))
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("shop-production")
                        .setRegion("europe-west1")
                        .setService("orders")
                        .setContainer(container("registry.example/shop/orders:1.4.0@" + DIGEST))
                        .setPort(8080)
                        .build())
                .setMigration(MigrationSpec.newBuilder()
                        .setContainer(container("registry.example/shop/orders-db:1.4.0"))
                        .setReversible(true)
                        .build())
                .setManifestDigest("sha256:0");
    }

    static Requester requester(String source) {
        return Requester.newBuilder()
                .setSource(source)
                .setDeliveryId("delivery")
                .setActor("ann")
                .setRepository("acme/manifests")
                .setRef("refs/heads/main")
                .setCommit(COMMIT)
                .build();
    }

    static MigrationStarted started(String id, int attempt) {
        return MigrationStarted.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(ORDERS)
                .setLaneId("Database/acme/db")
                .setVersion("1.4.0")
                .setAttempt(attempt)
                .setJob("projects/p/locations/r/jobs/j")
                .setExecution("projects/p/locations/r/jobs/j/executions/" + attempt)
                .setRequestedAt(START)
                .setStartedAt(START.plusSeconds(1))
                .build();
    }

    static MigrationSucceeded passed(DeploymentRequested request, MigrationOutcome outcome, int attempt) {
        return MigrationSucceeded.newBuilder()
                .setRequest(request)
                .setOutcome(outcome)
                .setAttempt(attempt)
                .setEvidence(outcome == MigrationOutcome.APPLIED ? evidence() : null)
                .setDecidedAt(START.plusSeconds(2))
                .build();
    }

    static MigrationFailed failed(String id, int attempt, String reason, String message) {
        return MigrationFailed.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(ORDERS)
                .setLaneId("Database/acme/db")
                .setVersion("1.4.0")
                .setAttempt(attempt)
                .setReason(reason)
                .setMessage(message)
                .setEvidence(attempt == 0 ? null : evidence())
                .setRequestedAt(START)
                .setDecidedAt(START.plusSeconds(2))
                .build();
    }

    static DeploymentCancelled cancelled(String id) {
        return DeploymentCancelled.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(ORDERS)
                .setLaneId("Database/acme/db")
                .setActor("ann")
                .setReason("wrong version (its migration ended: exit code 1)")
                .setCancelledAt(START.plusSeconds(3))
                .build();
    }

    static ServiceDeployed deployed(String id) {
        return ServiceDeployed.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(ORDERS)
                .setVersion("1.4.0")
                .setService("projects/shop-production/locations/europe-west1/services/orders")
                .setRevision("projects/shop-production/locations/europe-west1/services/orders/revisions/orders-1")
                .setUri("https://orders.example.com")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(START)
                .setDeployedAt(START.plusSeconds(4))
                .build();
    }

    private static ExecutionEvidence evidence() {
        return ExecutionEvidence.newBuilder()
                .setJob("projects/p/locations/r/jobs/j")
                .setExecution("projects/p/locations/r/jobs/j/executions/1")
                .setImage("registry.example/shop/orders-db:1.4.0")
                .setLogUri("https://logs.example.com/1")
                .build();
    }

    private static ContainerSpec container(String image) {
        return ContainerSpec.newBuilder().setImage(image).build();
    }
}
