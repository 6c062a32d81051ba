package dev.migrationgate.ingest.report;

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
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.manifests.ApplicationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events that are reported. Safe for several threads. */
final class EventReader {
    private record Source<T extends SpecificRecord>(EventTopic<T> topic, BiFunction<String, T, Heard> read) {
        Heard of(EventCodec codec, String id, byte[] value) {
            return read.apply(id, codec.decode(topic, value));
        }
    }

    private static final List<Source<?>> SOURCES = List.of(
            new Source<>(Topics.DEPLOYMENT_REQUESTED, EventReader::requested),
            new Source<>(Topics.MIGRATION_STARTED, EventReader::started),
            new Source<>(Topics.MIGRATION_FAILED, EventReader::failed),
            new Source<>(Topics.DEPLOYMENT_CANCELLED, EventReader::cancelled),
            new Source<>(Topics.DEPLOYMENT_SUPERSEDED, EventReader::superseded),
            new Source<>(Topics.LANE_QUARANTINED, EventReader::quarantined),
            new Source<>(Topics.SERVICE_DEPLOYED, EventReader::deployed),
            new Source<>(Topics.SERVICE_DEPLOY_FAILED, EventReader::deployFailed));
    private static final Map<String, Source<?>> BY_NAME =
            SOURCES.stream().collect(Collectors.toMap(source -> source.topic().name(), Function.identity()));

    private final EventCodec codec;

    EventReader(EventCodec codec) {
        this.codec = codec;
    }

    /** The names of the topics whose records it reads. */
    static List<String> topics() {
        return SOURCES.stream().map(source -> source.topic().name()).toList();
    }

    /**
     * Reads a record of one of {@link #topics}.
     *
     * @throws UndecodableException it is no such event
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach; the record may be tried again
     */
    Heard read(ConsumerRecord<String, byte[]> record) {
        Source<?> source = BY_NAME.get(record.topic());
        if (source == null) {
            throw new IllegalArgumentException("the topic " + record.topic() + " is not reported");
        }
        try {
            return source.of(codec, id(record), record.value());
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("it holds what cannot be: " + e.getMessage(), e);
        }
    }

    /** Headers get lost; where it lies is as good for as long as it lies there. */
    private static String id(ConsumerRecord<String, byte[]> record) {
        return CloudEventHeaders.text(record.headers(), "ce_id")
                .orElseGet(() -> record.topic() + "-" + record.partition() + "-" + record.offset());
    }

    private static Heard requested(String id, DeploymentRequested event) {
        Requester requester = event.getRequester();
        var request = new RequestedDeployment(
                event.getDeploymentId(),
                ApplicationId.parse(event.getApplicationId()),
                event.getVersion(),
                requester.getRepository(),
                requester.getRef(),
                requester.getCommit());
        String reason = "accepted; waits for its turn";
        return new Heard(
                new DeploymentEvent(
                        id, request.id(), DeploymentState.PENDING, 0, false, reason, event.getRequestedAt()),
                Optional.of(request));
    }

    private static Heard started(String id, MigrationStarted event) {
        int attempt = event.getAttempt();
        String reason = "the migration runs, attempt " + attempt;
        return new Heard(new DeploymentEvent(
                id, event.getDeploymentId(), DeploymentState.RUNNING, attempt, false, reason, event.getStartedAt()));
    }

    private static Heard failed(String id, MigrationFailed event) {
        String reason = "the migration failed (" + event.getReason() + "): " + event.getMessage();
        return new Heard(new DeploymentEvent(
                id,
                event.getDeploymentId(),
                DeploymentState.FAILED,
                event.getAttempt(),
                false,
                reason,
                event.getDecidedAt()));
    }

    private static Heard quarantined(String id, LaneQuarantined event) {
        int attempt = event.getAttempt();
        String reason = "held, since the outcome of attempt " + attempt + " is unknown: " + event.getReason();
        return new Heard(new DeploymentEvent(
                id, event.getDeploymentId(), DeploymentState.HELD, attempt, false, reason, event.getQuarantinedAt()));
    }

    private static Heard cancelled(String id, DeploymentCancelled event) {
        String reason = "cancelled by " + event.getActor() + ": " + event.getReason();
        return new Heard(new DeploymentEvent(
                id, event.getDeploymentId(), DeploymentState.CANCELLED, 0, true, reason, event.getCancelledAt()));
    }

    private static Heard superseded(String id, DeploymentSuperseded event) {
        String reason = "superseded: " + event.getReason();
        return new Heard(new DeploymentEvent(
                id, event.getDeploymentId(), DeploymentState.SUPERSEDED, 0, true, reason, event.getSupersededAt()));
    }

    private static Heard deployed(String id, ServiceDeployed event) {
        String reason = "deployed; " + passed(event.getMigrationOutcome());
        return new Heard(new DeploymentEvent(
                id, event.getDeploymentId(), DeploymentState.SUCCEEDED, 0, true, reason, event.getDeployedAt()));
    }

    private static Heard deployFailed(String id, ServiceDeployFailed event) {
        String reason = "the rollout failed (" + event.getReason() + "): " + event.getMessage();
        return new Heard(new DeploymentEvent(
                id, event.getDeploymentId(), DeploymentState.FAILED, 0, true, reason, event.getFailedAt()));
    }

    private static String passed(MigrationOutcome outcome) {
        return switch (outcome) {
            case APPLIED -> "the migration was applied";
            case NOT_REQUIRED -> "no migration was needed";
            case SKIPPED -> "a person chose not to run the migration, or took it for done";
        };
    }
}
