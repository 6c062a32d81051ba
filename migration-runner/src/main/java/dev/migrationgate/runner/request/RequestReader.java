package dev.migrationgate.runner.request;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.OtherCommandKind;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.streams.Source;
import dev.migrationgate.runner.lane.CancelPolicy;
import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.Envelope;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.Limits;
import dev.migrationgate.runner.lane.Migration;
import dev.migrationgate.runner.lane.Request;
import java.time.Duration;
import java.util.Optional;

/** Events of other services as inputs of a lane. */
final class RequestReader {
    private final EventCodec codec;
    private final Optional<PublicKeys> trusted;

    RequestReader(EventCodec codec, Optional<PublicKeys> trusted) {
        this.codec = codec;
        this.trusted = trusted;
    }

    /**
     * The input that a request is.
     *
     * @throws UndecodableException ingest did not ask for it, or it asks for something that no lane could act on
     */
    LaneInput requested(DeploymentRequested event, Source.Arrival arrival) {
        trusted.ifPresent(keys -> fromIngest(arrival, keys));
        if (event.getMigration().isPresent() && event.getSkippedMigration().isPresent()) {
            throw new UndecodableException("the request both asks for a migration and leaves it out", null);
        }
        // It has done its part: what goes on is changed and signed by ourselves.
        DeploymentRequested unsigned =
                DeploymentRequested.newBuilder(event).setSignature(null).build();
        // In the wire format, with the schema's id: a newer runner can open what an older one has put away.
        Envelope envelope = Envelope.of(codec.encode(Topics.DEPLOYMENT_REQUESTED, unsigned), arrival.trace());
        return new LaneInput.Requested(new Request(
                event.getDeploymentId(),
                event.getApplicationId(),
                event.getVersion(),
                event.getRequestedAt(),
                event.getService().getCloudProject(),
                event.getMigration()
                        .map(spec -> migration(spec, event.getService().getRegion())),
                event.getSkippedMigration().isPresent(),
                event.getDatabase().map(RequestReader::access),
                envelope));
    }

    private void fromIngest(Source.Arrival arrival, PublicKeys keys) {
        SignedRequest.problem(codec.decodeAsWritten(Topics.DEPLOYMENT_REQUESTED, arrival.bytes()), keys)
                .ifPresent(problem -> {
                    throw new UndecodableException("whoever wrote it is not ingest: " + problem, null);
                });
    }

    /** A command; one that cannot be meant is refused as unreadable. */
    static LaneInput command(DeploymentCommand event) {
        return event.getOtherKind().map(other -> otherCommand(event, other)).orElseGet(() -> firstCommand(event));
    }

    private static LaneInput otherCommand(DeploymentCommand event, OtherCommandKind kind) {
        return switch (kind) {
            case ROTATE ->
                new LaneCommand.RotateAsked(
                        event.getCommandId(),
                        event.getDeploymentId(),
                        event.getApplicationId(),
                        event.getActor(),
                        event.getReason(),
                        event.getRequestedAt());
            case UNKNOWN ->
                throw new UndecodableException("a command that only a newer version of the runner can read", null);
        };
    }

    private static LaneInput firstCommand(DeploymentCommand event) {
        String id = event.getCommandId();
        String deployment = event.getDeploymentId();
        return switch (event.getKind()) {
            case CANCEL ->
                new LaneCommand.CancelAsked(
                        id,
                        deployment,
                        event.getApplicationId(),
                        event.getActor(),
                        event.getReason(),
                        event.getRequestedAt());
            case RETRY ->
                new LaneCommand.RetryAsked(
                        id,
                        deployment,
                        event.getApplicationId(),
                        event.getActor(),
                        event.getReason(),
                        event.getRequestedAt());
            case RELEASE ->
                new LaneCommand.ReleaseAsked(
                        id,
                        deployment,
                        event.getApplicationId(),
                        event.getActor(),
                        event.getReason(),
                        event.getRequestedAt(),
                        verdict(event));
        };
    }

    private static LaneCommand.Verdict verdict(DeploymentCommand event) {
        var verdict = event.getVerdict()
                .orElseThrow(() -> new UndecodableException("a RELEASE without a verdict decides nothing", null));
        return switch (verdict) {
            case SUCCEEDED -> LaneCommand.Verdict.SUCCEEDED;
            case FAILED -> LaneCommand.Verdict.FAILED;
        };
    }

    private static Migration migration(MigrationSpec spec, String region) {
        ContainerSpec container = spec.getContainer();
        return new Migration(
                region,
                container.getImage(),
                container.getCommand(),
                container.getArgs(),
                container.getEnv().stream()
                        .map(variable -> new Migration.Variable(
                                variable.getName(), variable.getValue(), variable.getSecretVersion()))
                        .toList(),
                container.getCpu(),
                container.getMemory(),
                Duration.ofSeconds(spec.getTimeoutSeconds()),
                new Limits(
                        spec.getWaitingLimitSeconds().map(Duration::ofSeconds),
                        spec.getStartingLimitSeconds().map(Duration::ofSeconds),
                        spec.getRequestLimitSeconds().map(Duration::ofSeconds)),
                spec.getTemporaryFailureRetries(),
                cancelPolicy(spec.getCancelPolicy()),
                spec.getSupersede());
    }

    private static CancelPolicy cancelPolicy(String written) {
        return switch (written) {
            case "never" -> CancelPolicy.NEVER;
            case "graceful" -> CancelPolicy.GRACEFUL;
            case "force" -> CancelPolicy.FORCE;
            default ->
                throw new UndecodableException(
                        "cancelPolicy is '" + written + "'; it must be never, graceful or force", null);
        };
    }

    private static DatabaseAccess access(dev.migrationgate.events.DatabaseAccess declared) {
        return new DatabaseAccess(
                declared.getDatabaseId(),
                declared.getDatabaseName(),
                declared.getOtherDatabases(),
                declared.getSchema$(),
                declared.getPrivileges(),
                declared.getExtensions(),
                declared.getSkipSchemaCreation(),
                declared.getSecretEnvVar(),
                declared.getSharedMigrator());
    }
}
