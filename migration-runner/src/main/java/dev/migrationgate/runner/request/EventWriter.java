package dev.migrationgate.runner.request;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.CommandRefused;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.streams.OutgoingRecord;
import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.Request;
import dev.migrationgate.trace.span.Traces;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Events of a lane as records. The same fact has the same id when it is written twice. */
final class EventWriter {
    private static final String SOURCE = "/migration-runner";

    private final EventCodec codec;
    private final Gate gate;
    private final Traces traces;

    EventWriter(EventCodec codec, SigningKey key, Traces traces) {
        this.codec = codec;
        this.traces = traces;
        this.gate = new Gate(codec, key);
    }

    OutgoingRecord toRecord(LaneEvent event) {
        return switch (event) {
            case LaneEvent.Started started -> started(started);
            case LaneEvent.Succeeded succeeded ->
                record(
                        Topics.MIGRATION_SUCCEEDED,
                        gate.opened(succeeded),
                        about(succeeded.entry(), "succeeded", succeeded.decidedAt()));
            case LaneEvent.Failed failed -> failed(failed);
            case LaneEvent.Cancelled cancelled -> cancelled(cancelled);
            case LaneEvent.Superseded superseded -> superseded(superseded);
            case LaneEvent.Quarantined quarantined -> quarantined(quarantined);
            case LaneEvent.Released released -> released(released);
            case LaneEvent.CommandRefused refused -> refused(refused);
        };
    }

    private OutgoingRecord started(LaneEvent.Started event) {
        Request request = event.entry().request();
        MigrationStarted started = MigrationStarted.newBuilder()
                .setDeploymentId(request.deploymentId())
                .setApplicationId(request.applicationId())
                .setLaneId(event.lane())
                .setVersion(request.version())
                .setAttempt(event.entry().attempt())
                .setLaneEpoch(event.epoch())
                .setJob(event.execution().job())
                .setExecution(event.execution().execution())
                .setRequestedAt(request.requestedAt())
                .setStartedAt(event.execution().createdAt())
                .build();
        return record(
                Topics.MIGRATION_STARTED,
                started,
                about(event.entry(), "started", event.execution().createdAt()));
    }

    private OutgoingRecord failed(LaneEvent.Failed event) {
        Request request = event.entry().request();
        MigrationFailed failed = MigrationFailed.newBuilder()
                .setDeploymentId(request.deploymentId())
                .setApplicationId(request.applicationId())
                .setLaneId(event.lane())
                .setVersion(request.version())
                .setAttempt(event.started() ? event.entry().attempt() : 0)
                .setReason(event.failure().reason())
                .setMessage(event.failure().message())
                .setExitCode(event.failure().exitCode().orElse(null))
                .setSignal(event.failure().signal().orElse(null))
                .setLogExcerpt(event.failure().logExcerpt())
                .setEvidence(event.evidence().map(Gate::evidence).orElse(null))
                .setRequestedAt(request.requestedAt())
                .setDecidedAt(event.decidedAt())
                .setDatabaseChanges(event.entry().changes().told())
                .build();
        return record(Topics.MIGRATION_FAILED, failed, about(event.entry(), "failed", event.decidedAt()));
    }

    private OutgoingRecord cancelled(LaneEvent.Cancelled event) {
        Request request = event.entry().request();
        DeploymentCancelled cancelled = DeploymentCancelled.newBuilder()
                .setDeploymentId(request.deploymentId())
                .setApplicationId(request.applicationId())
                .setLaneId(event.lane())
                .setActor(event.actor())
                .setReason(event.reason())
                .setCancelledAt(event.cancelledAt())
                .setDatabaseChanges(event.entry().changes().told())
                .build();
        return record(Topics.DEPLOYMENT_CANCELLED, cancelled, about(event.entry(), "cancelled", event.cancelledAt()));
    }

    private OutgoingRecord superseded(LaneEvent.Superseded event) {
        Request request = event.entry().request();
        DeploymentSuperseded superseded = DeploymentSuperseded.newBuilder()
                .setDeploymentId(request.deploymentId())
                .setApplicationId(request.applicationId())
                .setSupersededBy(event.by())
                .setReason(event.reason())
                .setSupersededAt(event.supersededAt())
                .build();
        return record(
                Topics.DEPLOYMENT_SUPERSEDED, superseded, about(event.entry(), "superseded", event.supersededAt()));
    }

    private OutgoingRecord quarantined(LaneEvent.Quarantined event) {
        LaneQuarantined quarantined = LaneQuarantined.newBuilder()
                .setLaneId(event.lane())
                .setDeploymentId(event.deploymentId())
                .setApplicationId(event.entry().request().applicationId())
                .setAttempt(event.entry().attempt())
                .setReason(event.reason())
                .setQuarantinedAt(event.quarantinedAt())
                .build();
        return record(Topics.LANE_QUARANTINED, quarantined, about(event.entry(), "quarantined", event.quarantinedAt()));
    }

    private OutgoingRecord released(LaneEvent.Released event) {
        LaneVerdict verdict = switch (event.verdict()) {
            case SUCCEEDED -> LaneVerdict.SUCCEEDED;
            case FAILED -> LaneVerdict.FAILED;
        };
        LaneReleased released = LaneReleased.newBuilder()
                .setLaneId(event.lane())
                .setDeploymentId(event.deploymentId())
                .setApplicationId(event.entry().request().applicationId())
                .setVerdict(verdict)
                .setActor(event.actor())
                .setReason(event.reason())
                .setReleasedAt(event.releasedAt())
                .build();
        return record(Topics.LANE_RELEASED, released, about(event.entry(), "released", event.releasedAt()));
    }

    private OutgoingRecord refused(LaneEvent.CommandRefused event) {
        CommandRefused refused = CommandRefused.newBuilder()
                .setLaneId(event.lane())
                .setDeploymentId(event.command().deploymentId())
                .setApplicationId(event.command().applicationId().orElse(null))
                .setCommandId(event.command().commandId())
                .setActor(event.command().actor())
                .setReason(event.message())
                .setRefusedAt(event.refusedAt())
                .build();
        // In the trace of the command, which the host knows: the lane may not have the deployment.
        CloudEventHeaders headers = new CloudEventHeaders(
                event.command().commandId() + "-refused",
                SOURCE,
                event.command().deploymentId(),
                event.refusedAt(),
                Optional.empty());
        return record(Topics.COMMAND_REFUSED, refused, headers);
    }

    private <T extends SpecificRecord> OutgoingRecord record(EventTopic<T> topic, T event, CloudEventHeaders headers) {
        return OutgoingRecord.of(topic, event, codec, headers);
    }

    private CloudEventHeaders about(Entry entry, String fact, Instant time) {
        String deploymentId = entry.request().deploymentId();
        String id = deploymentId + "-" + fact + "-" + entry.attempt();
        String trace = traces.inside(entry.work()).text();
        return new CloudEventHeaders(id, SOURCE, deploymentId, time, Optional.of(trace));
    }
}
