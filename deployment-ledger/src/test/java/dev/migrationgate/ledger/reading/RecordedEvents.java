package dev.migrationgate.ledger.reading;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** Writes events as the services do, and has them taken into a store; each topic has one partition. */
public final class RecordedEvents {
    /** When everything begins. */
    public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final LedgerStore store;
    private final Intake intake;
    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, String> applications = new HashMap<>();
    private int second;

    /** Into a store. */
    public RecordedEvents(LedgerStore store) {
        this.store = store;
        this.intake = new Intake(
                new Subjects(codec), store, new SimpleMeterRegistry(), new ReadSpans(Traces.off(), Instant.EPOCH));
    }

    /** Goes on with requests as if so many had been written before, and nothing else. */
    public RecordedEvents from(int requests) {
        next.put(Topics.DEPLOYMENT_REQUESTED.name(), (long) requests);
        second = requests;
        return this;
    }

    /** Reads what was written. */
    public EventCodec codec() {
        return codec;
    }

    /** Asks for a deployment with a migration. */
    public List<Change> requested(String id, String application, String lane, String actor, String commit) {
        applications.put(id, application);
        return take(Topics.DEPLOYMENT_REQUESTED, request(id, application, lane, actor, commit), id);
    }

    /** The same by ann. */
    public List<Change> requested(String id, String application, String lane) {
        return requested(id, application, lane, "ann", "%040x".formatted(second));
    }

    /** Its migration's first attempt runs. */
    public List<Change> started(String id) {
        return take(
                Topics.MIGRATION_STARTED,
                MigrationStarted.newBuilder()
                        .setDeploymentId(id)
                        .setApplicationId(applications.getOrDefault(id, "app"))
                        .setLaneId("lane")
                        .setVersion("1")
                        .setAttempt(1)
                        .setJob("jobs/j")
                        .setExecution("executions/" + id)
                        .setRequestedAt(now())
                        .setStartedAt(now())
                        .build(),
                id);
    }

    /** The gate let it pass. */
    public List<Change> passed(String id, String application, String lane) {
        return take(
                Topics.MIGRATION_SUCCEEDED,
                MigrationSucceeded.newBuilder()
                        .setRequest(request(id, application, lane, "ann", "c"))
                        .setOutcome(MigrationOutcome.APPLIED)
                        .setAttempt(1)
                        .setDecidedAt(now())
                        .build(),
                id);
    }

    /** Its migration failed. */
    public List<Change> failed(String id, String message) {
        return take(
                Topics.MIGRATION_FAILED,
                MigrationFailed.newBuilder()
                        .setDeploymentId(id)
                        .setApplicationId(applications.getOrDefault(id, "app"))
                        .setLaneId("lane")
                        .setVersion("1")
                        .setAttempt(1)
                        .setReason("EXIT_CODE")
                        .setMessage(message)
                        .setLogExcerpt(List.of("ERROR"))
                        .setRequestedAt(now())
                        .setDecidedAt(now())
                        .build(),
                id);
    }

    /** It serves. */
    public List<Change> deployed(String id) {
        return take(
                Topics.SERVICE_DEPLOYED,
                ServiceDeployed.newBuilder()
                        .setDeploymentId(id)
                        .setApplicationId(applications.getOrDefault(id, "app"))
                        .setVersion("1")
                        .setService("services/s")
                        .setRevision("revisions/" + id)
                        .setUri("https://s.example.com")
                        .setMigrationOutcome(MigrationOutcome.APPLIED)
                        .setRequestedAt(now())
                        .setDeployedAt(now())
                        .build(),
                id);
    }

    /** Somebody cancels it. */
    public List<Change> cancelAsked(String id) {
        return take(
                Topics.DEPLOYMENT_COMMANDS,
                DeploymentCommand.newBuilder()
                        .setCommandId("c-" + id)
                        .setKind(CommandKind.CANCEL)
                        .setLaneId("lane")
                        .setDeploymentId(id)
                        .setApplicationId(applications.get(id))
                        .setActor("ann")
                        .setReason("wrong")
                        .setRequestedAt(now())
                        .build(),
                id);
    }

    /** Bytes that are no event. */
    public List<Change> unreadable() {
        return take(
                Topics.MIGRATION_STARTED.name(),
                new byte[] {9, 9},
                new CloudEventHeaders("x", "/x", "x", now(), Optional.empty()).toHeaders(Topics.MIGRATION_STARTED));
    }

    private static DeploymentRequested request(
            String id, String application, String lane, String actor, String commit, Instant now) {
        ContainerSpec container = ContainerSpec.newBuilder().setImage("app:1").build();
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id)
                .setApplicationId(application)
                .setLaneId(lane)
                .setVersion("1.4.0")
                .setRequestedAt(now)
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("key")
                        .setActor(actor)
                        .setCommit(commit)
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("app")
                        .setContainer(container)
                        .setPort(8080)
                        .build())
                .setMigration(MigrationSpec.newBuilder().setContainer(container).build())
                .setManifestDigest("sha256:0")
                .build();
    }

    private DeploymentRequested request(String id, String application, String lane, String actor, String commit) {
        return request(id, application, lane, actor, commit, now());
    }

    /**
     * Any event.
     *
     * @param id what its CloudEvents id ends with
     */
    public <T extends SpecificRecord> List<Change> take(EventTopic<T> topic, T event, String id) {
        Headers headers =
                new CloudEventHeaders(topic.name() + "-" + id, "/test", id, now(), Optional.empty()).toHeaders(topic);
        return take(topic.name(), codec.encode(topic, event), headers);
    }

    private List<Change> take(String topic, byte[] value, Headers headers) {
        second++;
        long offset = next.merge(topic, 1L, Long::sum) - 1;
        var partition = new TopicPartition(topic, 0);
        var record = new ConsumerRecord<>(
                topic,
                0,
                offset,
                now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                value,
                headers,
                Optional.empty());
        return intake.take(new ConsumerRecords<>(
                Map.of(partition, List.of(record)), Map.of(partition, new OffsetAndMetadata(offset + 1))));
    }

    /** The store. */
    public LedgerStore store() {
        return store;
    }

    private Instant now() {
        return START.plusSeconds(second);
    }
}
