package dev.migrationgate.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.Doubts;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Posted;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.ingest.intake.TooLargeException;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TransactionalPublisherTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final SigningKey KEY = SigningKey.draw();

    private final MemoryCatalogue memory = Catalogues.complete();
    private final Doubts doubts = new Doubts(memory);
    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final AtomicBoolean away = new AtomicBoolean();
    private final List<MockProducer<String, byte[]>> producers = new CopyOnWriteArrayList<>();

    @Test
    void aRequestIsOneTransactionOfManifestsDeploymentsAndItsDelivery() {
        try (var publisher = start(Duration.ofSeconds(10))) {
            publisher.publish(submission("merge-1")).join();
        }

        MockProducer<String, byte[]> producer = producers.getFirst();
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(
                        "manifests", "manifests", "manifests", "manifests", "deployment-requested", "manifests");
    }

    @Test
    void theEventCarriesTheWholePlanSignedAndItsHeadersTheTrace() {
        try (var publisher = start(Duration.ofSeconds(10))) {
            publisher.publish(submission("merge-1")).join();
        }

        ProducerRecord<String, byte[]> record = producers.getFirst().history().stream()
                .filter(each -> each.topic().equals(Topics.DEPLOYMENT_REQUESTED.name()))
                .findFirst()
                .orElseThrow();
        DeploymentRequested event = codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value());
        assertThat(record.key()).isEqualTo(event.getLaneId());
        assertThat(event.getLaneId())
                .isEqualTo("Database/fincorp/retail-banking/production/payment-gateway/payments-db");
        assertThat(event.getRequester().getDeliveryId()).isEqualTo("merge-1");
        assertThat(event.getMigration())
                .hasValueSatisfying(migration ->
                        assertThat(migration.getContainer().getArgs()).containsExactly("migrate"));
        assertThat(event.getDatabase())
                .hasValueSatisfying(
                        database -> assertThat(database.getDatabaseName()).isEqualTo("payments-db"));
        assertThat(CloudEventHeaders.text(record.headers(), "traceparent")).contains(TRACE);
        assertThat(CloudEventHeaders.text(record.headers(), "ce_subject")).contains(event.getDeploymentId());
        assertThat(SignedRequest.problem(
                        codec.decodeAsWritten(Topics.DEPLOYMENT_REQUESTED, record.value()),
                        PublicKeys.parse(List.of(KEY.publicPem()))))
                .isEmpty();
    }

    @Test
    void removalsAreRecordsWithoutAValueInOneTransaction() {
        try (var publisher = start(Duration.ofSeconds(10))) {
            publisher.remove(List.of("one", "two")).join();
        }

        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        assertThat(producers.getFirst().history())
                .containsExactly(
                        new ProducerRecord<>("manifests", "one", null), new ProducerRecord<>("manifests", "two", null));
    }

    @Test
    void aCommitThatFailsFailsTheRequestAndTheNextOneGetsANewProducer() {
        try (var publisher = start(Duration.ofSeconds(10))) {
            publisher.publish(submission("merge-1")).join();
            producers.getFirst().commitTransactionException = new TimeoutException("no answer");

            assertThatThrownBy(() -> publisher.publish(submission("merge-2")).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UnavailableException.class);
            // It may be written all the same: until that is certain, nothing is compared with what was accepted.
            assertThat(memory.problem()).isPresent();
            publisher.publish(submission("merge-2")).join();
        }

        assertThat(producers).hasSizeGreaterThanOrEqualTo(2);
        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        assertThat(producers.getLast().commitCount()).isEqualTo(1);
    }

    @Test
    void whileTheBrokerIsAwayRequestsFailWithinTheLimit() {
        away.set(true);
        try (var publisher = start(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> publisher.publish(submission("merge-1")).join())
                    .hasCauseInstanceOf(UnavailableException.class);
            assertThat(publisher.problem()).isPresent();
            // Nothing was sent.
            assertThat(memory.problem()).isEmpty();
        }
    }

    @Test
    void aProducerThatCannotBeMadeIsTriedAgainOnlyAfterAPause() throws InterruptedException {
        var pauses = new SynchronousQueue<String>();
        var tries = new AtomicInteger();
        var publisher = TransactionalPublisher.start(
                () -> {
                    tries.incrementAndGet();
                    throw new KafkaException("no resolvable bootstrap urls");
                },
                new Encoding(codec, Optional.empty()),
                Duration.ofSeconds(10),
                doubts,
                () -> pauses.put("over"));
        try (publisher) {
            for (int round = 1; round <= 3; round++) {
                // Taking ends a pause, and the next try cannot have come before.
                assertThat(tries.get()).isLessThanOrEqualTo(round);
                pauses.take();
            }
            assertThat(publisher.problem()).contains("Kafka is out of reach");
        }
        assertThat(tries.get()).isBetween(3, 4);
    }

    @Test
    void stoppingDoesNotWaitForABrokerThatIsAway() throws InterruptedException {
        var connecting = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var publisher = TransactionalPublisher.start(
                () -> {
                    connecting.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new InterruptException(e);
                    }
                    throw new IllegalStateException("unreachable");
                },
                new Encoding(codec, Optional.empty()),
                Duration.ofSeconds(10),
                doubts);
        connecting.await();

        publisher.close();

        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void anEventThatFitsIntoNoTopicIsRefusedAloneWithItsNameAndSize() {
        String many = "args: [&long '" + "\u8a9e".repeat(20_000) + "'" + ", *long".repeat(40) + "]";
        Submission large = submission("merge-1", GuideManifests.ALL.replace("args: [migrate]", many));
        try (var publisher = start(Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> publisher.publish(large).join())
                    .hasCauseInstanceOf(TooLargeException.class)
                    .hasMessageContaining("payment-api")
                    .hasMessageContaining("2,031,616 fit");

            publisher.publish(submission("merge-2")).join();
            assertThat(publisher.problem()).isEmpty();
        }
        assertThat(producers).hasSize(1);
    }

    private TransactionalPublisher start(Duration limit) {
        return TransactionalPublisher.start(this::producer, new Encoding(codec, Optional.of(KEY)), limit, doubts);
    }

    private Producer<String, byte[]> producer() {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        if (away.get()) {
            producer.initTransactionException = new TimeoutException("no broker");
        }
        producers.add(producer);
        return producer;
    }

    private static Submission submission(String key) {
        return submission(key, GuideManifests.ALL);
    }

    private static Submission submission(String key, String manifests) {
        var publisher = new FakePublisher();
        byte[] body = manifests.getBytes(StandardCharsets.UTF_8);
        new Intake(
                        new Planner(PlanSettings.DEFAULT),
                        Catalogues.complete(),
                        publisher,
                        new AnyImage(),
                        Clock.systemUTC())
                .submit(Delivery.of(Optional.of(key), body, TRACE), Scope.EVERYTHING, Posted.of(manifests))
                .join();
        return publisher.published.getFirst();
    }
}
