package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.StartupProbe;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Replay;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.plan.ContainerPlan;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.List;
import java.util.Optional;

/** A deployment plan as the event that asks for it. */
final class Requests {
    private Requests() {}

    static DeploymentRequested event(Submission.Request request, Requester requester) {
        Deployment deployment = request.deployment();
        DeploymentPlan plan = request.plan();
        Optional<MigrationSpec> migration = plan.migration().map(Requests::migration);
        boolean skip = request.replay().filter(Replay::skip).isPresent();
        return DeploymentRequested.newBuilder()
                .setDeploymentId(deployment.id().value())
                .setApplicationId(plan.application().toString())
                .setLaneId(plan.lane().value())
                .setVersion(plan.version())
                .setRequestedAt(deployment.acceptedAt())
                .setRequester(requester)
                .setService(service(plan.service()))
                .setMigration(migration.filter(_ -> !skip).orElse(null))
                .setSkippedMigration(migration.filter(_ -> skip).orElse(null))
                .setDatabase(plan.database().map(Requests::database).orElse(null))
                .setManifestDigest(plan.manifestDigest().value())
                .setReplayOf(request.replay().map(Replay::of).orElse(null))
                .setReplayReason(request.replay().map(Replay::reason).orElse(null))
                .build();
    }

    private static ServiceSpec service(DeploymentPlan.ServicePlan plan) {
        return ServiceSpec.newBuilder()
                .setCloudProject(plan.cloudProject())
                .setRegion(plan.region())
                .setService(plan.service())
                .setContainer(container(plan.container()))
                .setPort(plan.port())
                .setStartupProbe(plan.startupProbe().map(Requests::probe).orElse(null))
                .setMinInstances(plan.minInstances())
                .setMaxInstances(plan.maxInstances().orElse(null))
                .setReadinessDeadlineSeconds(plan.readinessDeadlineSeconds())
                .setSmokePath(plan.smokePath().orElse(null))
                .build();
    }

    private static StartupProbe probe(DeploymentPlan.StartupProbe probe) {
        return StartupProbe.newBuilder()
                .setProtocol(probe.protocol())
                .setPath(probe.path().orElse(null))
                .setPort(probe.port())
                .setPeriodSeconds(probe.periodSeconds())
                .setTimeoutSeconds(probe.timeoutSeconds())
                .setFailureThreshold(probe.failureThreshold())
                .build();
    }

    private static MigrationSpec migration(DeploymentPlan.MigrationPlan plan) {
        return MigrationSpec.newBuilder()
                .setContainer(container(plan.container()))
                .setTimeoutSeconds(plan.timeoutSeconds())
                .setTemporaryFailureRetries(plan.temporaryFailureRetries())
                .setCancelPolicy(plan.cancelPolicy())
                .setSupersede(plan.supersede())
                .setReversible(plan.reversible())
                .setWaitingLimitSeconds(plan.limits().waitingSeconds().orElse(null))
                .setStartingLimitSeconds(plan.limits().startingSeconds().orElse(null))
                .setRequestLimitSeconds(plan.limits().requestSeconds().orElse(null))
                .build();
    }

    private static DatabaseAccess database(DeploymentPlan.DatabaseAccess access) {
        return DatabaseAccess.newBuilder()
                .setDatabaseId(access.database().toString())
                .setDatabaseName(access.databaseName())
                .setOtherDatabases(access.otherDatabases())
                .setSchema$(access.schema())
                .setPrivileges(access.privileges())
                .setExtensions(access.extensions())
                .setSkipSchemaCreation(access.skipSchemaCreation())
                .setSecretEnvVar(access.secretEnvVar())
                .setSharedMigrator(access.sharedMigrator())
                .build();
    }

    private static ContainerSpec container(ContainerPlan plan) {
        List<EnvironmentVariable> env =
                plan.env().stream().map(Requests::variable).toList();
        return ContainerSpec.newBuilder()
                .setImage(plan.image())
                .setCommand(plan.command())
                .setArgs(plan.args())
                .setEnv(env)
                .setCpu(plan.cpu().orElse(null))
                .setMemory(plan.memory().orElse(null))
                .build();
    }

    private static EnvironmentVariable variable(dev.migrationgate.manifests.plan.EnvironmentVariable variable) {
        return switch (variable) {
            case dev.migrationgate.manifests.plan.EnvironmentVariable.Plain plain ->
                new EnvironmentVariable(plain.name(), plain.value(), null);
            case dev.migrationgate.manifests.plan.EnvironmentVariable.FromSecret secret ->
                new EnvironmentVariable(secret.name(), null, secret.secretVersion());
        };
    }
}
