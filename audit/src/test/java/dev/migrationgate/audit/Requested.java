package dev.migrationgate.audit;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import java.time.Instant;

/** A request of an application without a migration. */
final class Requested {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private Requested() {}

    static DeploymentRequested request() {
        var container = ContainerSpec.newBuilder().setImage("api:1").build();
        return DeploymentRequested.newBuilder()
                .setDeploymentId("d1")
                .setApplicationId("o/u/e/p/api")
                .setLaneId("Database/o/u/e/p/db")
                .setVersion("1")
                .setRequester(Requester.newBuilder()
                        .setSource("test")
                        .setDeliveryId("1")
                        .build())
                .setManifestDigest("sha256:00")
                .setRequestedAt(NOW)
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("api")
                        .setContainer(container)
                        .setPort(8080)
                        .setReadinessDeadlineSeconds(60)
                        .build())
                .build();
    }
}
