package dev.migrationgate.tests.cdevents;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the services would have recorded of deployments, each of a merge, a migration and a service of its own. */
final class Deployments implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final EventCodec codec;
    private final KafkaProducer<String, byte[]> producer;

    Deployments(String bootstrapServers, URI registry) {
        codec = new EventCodec(SchemaRegistry.at(registry));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** What is to be told of deployments: type and subject of each event. */
    static List<String> told(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(number -> Stream.of(
                        "dev.cdevents.change.merged.0.3.0 " + commit(number),
                        "dev.cdeventsx.migrationgate-migration.started.0.1.0 " + id(number) + "/migration",
                        "dev.cdeventsx.migrationgate-migration.finished.0.1.0 " + id(number) + "/migration",
                        "dev.cdevents.service.deployed.0.3.0 " + service(number)))
                .toList();
    }

    /** Writes whole deployments; what follows from something is written after that is acknowledged. */
    void write(int from, int to) {
        write(Topics.DEPLOYMENT_REQUESTED, from, to, Deployments::request);
        write(Topics.MIGRATION_STARTED, from, to, Deployments::started);
        write(Topics.MIGRATION_SUCCEEDED, from, to, Deployments::passed);
        write(Topics.SERVICE_DEPLOYED, from, to, Deployments::deployed);
    }

    /** Bytes that are no event. */
    void poison() {
        var _ = producer.send(new ProducerRecord<>(Topics.MIGRATION_STARTED.name(), "poison", new byte[] {9, 9}));
        var _ = producer.send(new ProducerRecord<>(Topics.SERVICE_DEPLOYED.name(), "poison", null));
        producer.flush();
    }

    private <T extends SpecificRecord> void write(EventTopic<T> topic, int from, int to, IntFunction<T> event) {
        for (int number = from; number < to; number++) {
            T made = event.apply(number);
            var headers = new CloudEventHeaders(
                    id(number) + "-" + topic.name(), "/test", id(number), START, Optional.empty());
            var _ = producer.send(new ProducerRecord<>(
                    topic.name(),
                    null,
                    topic.keyOf().apply(made),
                    codec.encode(topic, made),
                    headers.toHeaders(topic)));
        }
        producer.flush();
    }

    private static String id(int number) {
        return "dep-%06d".formatted(number);
    }

    private static String commit(int number) {
        return "%040x".formatted(number);
    }

    private static String service(int number) {
        return "projects/shop/locations/r/services/s-" + number;
    }

    private static String application(int number) {
        return "acme/retail/production/shop/app-" + number;
    }

    private static DeploymentRequested request(int number) {
        ContainerSpec container =
                ContainerSpec.newBuilder().setImage("registry.example/app:1").build();
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id(number))
                .setApplicationId(application(number))
                .setLaneId("Database/acme/db-" + number)
                .setVersion("1")
                .setRequestedAt(START)
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("delivery")
                        .setRepository("acme/manifests")
                        .setCommit(commit(number))
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("shop")
                        .setRegion("r")
                        .setService("s-" + number)
                        .setContainer(container)
                        .setPort(8080)
                        .build())
                .setMigration(MigrationSpec.newBuilder().setContainer(container).build())
                .setManifestDigest("sha256:0")
                .build();
    }

    private static MigrationStarted started(int number) {
        return MigrationStarted.newBuilder()
                .setDeploymentId(id(number))
                .setApplicationId(application(number))
                .setLaneId("Database/acme/db-" + number)
                .setVersion("1")
                .setAttempt(1)
                .setJob("jobs/j")
                .setExecution("executions/" + number)
                .setRequestedAt(START)
                .setStartedAt(START.plusSeconds(1))
                .build();
    }

    private static MigrationSucceeded passed(int number) {
        return MigrationSucceeded.newBuilder()
                .setRequest(request(number))
                .setOutcome(MigrationOutcome.APPLIED)
                .setAttempt(1)
                .setDecidedAt(START.plusSeconds(2))
                .build();
    }

    private static ServiceDeployed deployed(int number) {
        return ServiceDeployed.newBuilder()
                .setDeploymentId(id(number))
                .setApplicationId(application(number))
                .setVersion("1")
                .setService(service(number))
                .setRevision(service(number) + "/revisions/1")
                .setUri("https://s.example.com")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(START)
                .setDeployedAt(START.plusSeconds(3))
                .build();
    }

    @Override
    public void close() {
        producer.close();
    }
}
