package dev.migrationgate.deployer.request;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.StartupProbe;
import java.time.Instant;
import java.util.List;

/** Gate openings to test with. */
final class Openings {
    static final Instant REQUESTED = Instant.parse("2026-11-01T10:00:00Z");
    static final Instant DECIDED = REQUESTED.plusSeconds(20);
    static final String ID = "dabcdefghijklmnopqrstuvwxy";
    static final String PINNED = "projects/p1/secrets/payments-db-runtime/versions/3";

    private Openings() {}

    static MigrationSucceeded applied(String deploymentId, String secretVersion) {
        return MigrationSucceeded.newBuilder()
                .setRequest(request(deploymentId, secretVersion))
                .setOutcome(MigrationOutcome.APPLIED)
                .setAttempt(1)
                .setEvidence(ExecutionEvidence.newBuilder()
                        .setJob("projects/p1/locations/r1/jobs/m")
                        .setExecution("projects/p1/locations/r1/jobs/m/executions/m-run")
                        .setImage("migrate:1")
                        .build())
                .setLaneEpoch(7)
                .setDecidedAt(DECIDED)
                .build();
    }

    private static DeploymentRequested request(String deploymentId, String secretVersion) {
        return DeploymentRequested.newBuilder()
                .setDeploymentId(deploymentId)
                .setApplicationId("o/u/e/p/api")
                .setLaneId("lane")
                .setVersion("v1.0.0")
                .setRequestedAt(REQUESTED)
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("1")
                        .build())
                .setService(service(secretVersion))
                .setMigration(MigrationSpec.newBuilder()
                        .setContainer(container("migrate:1"))
                        .build())
                .setManifestDigest("sha256:0")
                .build();
    }

    private static ServiceSpec service(String secretVersion) {
        ContainerSpec container = ContainerSpec.newBuilder(container("api:1"))
                .setCommand(List.of("serve"))
                .setArgs(List.of("--quiet"))
                .setEnv(List.of(
                        EnvironmentVariable.newBuilder()
                                .setName("MODE")
                                .setValue("live")
                                .build(),
                        EnvironmentVariable.newBuilder()
                                .setName("DATABASE_URL")
                                .setSecretVersion(secretVersion)
                                .build()))
                .setCpu("1")
                .setMemory("512Mi")
                .build();
        return ServiceSpec.newBuilder()
                .setCloudProject("p1")
                .setRegion("r1")
                .setService("api")
                .setContainer(container)
                .setPort(8080)
                .setStartupProbe(StartupProbe.newBuilder()
                        .setProtocol("http")
                        .setPath("/health")
                        .setPort(8080)
                        .setPeriodSeconds(1)
                        .setTimeoutSeconds(2)
                        .setFailureThreshold(30)
                        .build())
                .setMaxInstances(4)
                .setReadinessDeadlineSeconds(120)
                .build();
    }

    private static ContainerSpec container(String image) {
        return ContainerSpec.newBuilder().setImage(image).build();
    }
}
