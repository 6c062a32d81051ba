package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.OtherCommandKind;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.command.OperatorCommand;
import dev.migrationgate.ingest.command.Wish;
import dev.migrationgate.manifests.Digest;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A command as a Kafka record. */
final class CommandRecord {
    private CommandRecord() {}

    /**
     * The record.
     *
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach
     */
    static ProducerRecord<String, byte[]> of(OperatorCommand command, EventCodec codec) {
        DeploymentCommand event = event(command);
        String id = Digest.of(command.id() + '\0' + event.getDeploymentId()).value();
        var headers = new CloudEventHeaders(
                id,
                SubmissionRecords.SOURCE,
                event.getDeploymentId(),
                command.acceptedAt(),
                Optional.of(command.traceparent()));
        return new ProducerRecord<>(
                Topics.DEPLOYMENT_COMMANDS.name(),
                null,
                command.acceptedAt().toEpochMilli(),
                event.getLaneId(),
                codec.encode(Topics.DEPLOYMENT_COMMANDS, event),
                headers.toHeaders(Topics.DEPLOYMENT_COMMANDS));
    }

    private static DeploymentCommand event(OperatorCommand command) {
        Wish wish = command.wish();
        var event = DeploymentCommand.newBuilder()
                .setCommandId(command.id())
                .setKind(kind(wish.action()))
                .setLaneId(command.deployment().lane().value())
                .setDeploymentId(command.deployment().id().value())
                .setApplicationId(command.deployment().application().toString())
                .setActor(wish.actor())
                .setReason(wish.reason())
                .setRequestedAt(command.acceptedAt());
        wish.verdict().map(CommandRecord::verdict).ifPresent(event::setVerdict);
        otherKind(wish.action()).ifPresent(event::setOtherKind);
        return event.build();
    }

    private static CommandKind kind(Wish.Action action) {
        return switch (action) {
            case CANCEL -> CommandKind.CANCEL;
            case RETRY -> CommandKind.RETRY;
            // What came later has its kind in another field; a reader without it finds a verdict missing, and puts it
            // aside.
            case RELEASE, ROTATE -> CommandKind.RELEASE;
        };
    }

    private static Optional<OtherCommandKind> otherKind(Wish.Action action) {
        return switch (action) {
            case CANCEL, RETRY, RELEASE -> Optional.empty();
            case ROTATE -> Optional.of(OtherCommandKind.ROTATE);
        };
    }

    private static LaneVerdict verdict(Wish.Verdict verdict) {
        return switch (verdict) {
            case SUCCEEDED -> LaneVerdict.SUCCEEDED;
            case FAILED -> LaneVerdict.FAILED;
        };
    }
}
