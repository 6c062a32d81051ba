package dev.migrationgate.deployer.request;

import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.GateOutcome;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.streams.DeadLetter;
import dev.migrationgate.host.streams.OutgoingRecord;
import dev.migrationgate.trace.span.Traces;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Writes how rollouts ended. The same ending has the same CloudEvents id, however often it is written. */
final class EndingWriter {
    private static final String SOURCE = "/service-deployer";

    private final EventCodec codec;
    private final Traces traces;

    EndingWriter(EventCodec codec, Traces traces) {
        this.codec = codec;
        this.traces = traces;
    }

    OutgoingRecord write(RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.Deployed deployed ->
                OutgoingRecord.of(
                        Topics.SERVICE_DEPLOYED,
                        deployed(deployed),
                        codec,
                        headers(deployed, "deployed", deployed.at()));
            case RolloutEvent.DeployFailed failed ->
                OutgoingRecord.of(
                        Topics.SERVICE_DEPLOY_FAILED,
                        failed(failed),
                        codec,
                        headers(failed, "deploy-failed", failed.at()));
            case RolloutEvent.Superseded superseded ->
                OutgoingRecord.of(
                        Topics.DEPLOYMENT_SUPERSEDED,
                        superseded(superseded),
                        codec,
                        headers(superseded, "superseded", superseded.at()));
            case RolloutEvent.Rejected rejected ->
                letter(rejected, "the evidence does not hold: " + rejected.message(), rejected.at());
            case RolloutEvent.TurnedAway away ->
                letter(
                        away,
                        "no room: " + away.message()
                                + "; nothing is lost: send it again with 'gate dead-letter replay' once those before it have ended",
                        away.at());
        };
    }

    /** The event that opened the gate, back as it came, for people to look at. */
    private static OutgoingRecord letter(RolloutEvent event, String reason, Instant at) {
        return DeadLetter.of(
                Topics.MIGRATION_SUCCEEDED.name(),
                event.deployment().applicationId(),
                Base64.getDecoder().decode(event.deployment().gate()),
                "service-deployer",
                reason,
                at);
    }

    private static ServiceDeployed deployed(RolloutEvent.Deployed event) {
        Deployment deployment = event.deployment();
        return ServiceDeployed.newBuilder()
                .setDeploymentId(deployment.deploymentId())
                .setApplicationId(deployment.applicationId())
                .setVersion(deployment.version())
                .setService(deployment.service().resource())
                .setRevision(deployment.revision())
                .setUri(event.uri())
                .setMigrationOutcome(outcome(deployment.outcome()))
                .setRequestedAt(deployment.requestedAt())
                .setUpdateCalledAt(event.updateCalledAt())
                .setDeployedAt(event.at())
                .build();
    }

    private static ServiceDeployFailed failed(RolloutEvent.DeployFailed event) {
        Deployment deployment = event.deployment();
        return ServiceDeployFailed.newBuilder()
                .setDeploymentId(deployment.deploymentId())
                .setApplicationId(deployment.applicationId())
                .setVersion(deployment.version())
                .setReason(event.failure().reason().name())
                .setMessage(event.failure().message())
                .setRevision(event.revision().orElse(null))
                .setRequestedAt(deployment.requestedAt())
                .setFailedAt(event.at())
                .build();
    }

    private static DeploymentSuperseded superseded(RolloutEvent.Superseded event) {
        return DeploymentSuperseded.newBuilder()
                .setDeploymentId(event.deployment().deploymentId())
                .setApplicationId(event.deployment().applicationId())
                .setSupersededBy(event.by())
                .setReason("a deployment that was requested later is at the service already")
                .setSupersededAt(event.at())
                .build();
    }

    private static MigrationOutcome outcome(GateOutcome outcome) {
        return switch (outcome) {
            case APPLIED -> MigrationOutcome.APPLIED;
            case NOT_REQUIRED -> MigrationOutcome.NOT_REQUIRED;
            case SKIPPED -> MigrationOutcome.SKIPPED;
        };
    }

    private CloudEventHeaders headers(RolloutEvent event, String ending, Instant at) {
        String id = event.deployment().deploymentId();
        String trace = traces.inside(event.deployment().work()).text();
        return new CloudEventHeaders(id + "-" + ending, SOURCE, id, at, Optional.of(trace));
    }
}
