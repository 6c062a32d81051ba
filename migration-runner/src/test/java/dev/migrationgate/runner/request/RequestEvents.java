package dev.migrationgate.runner.request;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import java.time.Instant;

/** Requests as ingest writes them. */
final class RequestEvents {
    private RequestEvents() {}

    /** One of an application without a migration and a database. */
    static DeploymentRequested.Builder request(String lane, Instant requestedAt, ContainerSpec container) {
        return DeploymentRequested.newBuilder()
                .setDeploymentId("d")
                .setApplicationId("o/u/e/p/app")
                .setLaneId(lane)
                .setVersion("1.0.0")
                .setRequestedAt(requestedAt)
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("key")
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("europe-west1")
                        .setService("app")
                        .setContainer(container)
                        .setPort(8080)
                        .build())
                .setManifestDigest("sha256:00");
    }
}
