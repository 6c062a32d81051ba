package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("manifests", 0);
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final ApplicationId APPLICATION = ApplicationId.parse("a/b/c/d/e");

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final MemoryCatalogue catalogue = new MemoryCatalogue(MemoryWindow.DEFAULT, InstantSource.fixed(NOW));
    private final Doubts doubts = new Doubts(catalogue);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private volatile TopicEnds ends = partitions -> consumer.endOffsets(partitions);
    private final List<ProducerRecord<String, byte[]>> letters = new CopyOnWriteArrayList<>();
    private final Deque<RuntimeException> writing = new ConcurrentLinkedDeque<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void whatWasAcceptedBeforeIsKnownAfterAStart() {
        var delivery = Delivery.of(Optional.of("merge-1"), new byte[0], "");
        var deployment = new Deployment(
                DeploymentId.derive("merge-1", APPLICATION), APPLICATION, "1.0.0", LaneId.of(APPLICATION), true, NOW);
        records(
                consumer,
                3,
                manifest(),
                new byte[] {1, 2, 3},
                codec.encode(
                        Topics.MANIFESTS,
                        event(
                                DeliveryRecords.key(delivery, NOW),
                                DeliveryRecords.KIND,
                                DeliveryRecords.document(delivery, List.of(deployment)))));

        try (var _ = start(() -> consumer)) {
            await().until(() -> catalogue.problem().isEmpty());
        }

        assertThat(catalogue.named(Kind.DATABASE, "payments-db")).hasSize(1);
        assertThat(catalogue.delivery("merge-1")).hasValueSatisfying(seen -> {
            assertThat(seen.body()).isEqualTo(delivery.body());
            assertThat(seen.deployments()).containsExactly(deployment);
        });
        assertThat(catalogue.deployment(deployment.id().value())).contains(deployment);
    }

    @Test
    void whatThisInstanceKeptWhenItPublishedIsNotReadOnceMore() {
        Manifest database = database();
        catalogue.keep(database, NOW);
        ManifestAccepted same = event(database.id().toString(), "Database", "not read, else it would get a letter");
        records(
                consumer,
                0,
                codec.encode(
                        Topics.MANIFESTS, withDigest(same, database.digest().value())),
                new byte[] {1});

        try (var _ = start(() -> consumer)) {
            await().until(() -> !letters.isEmpty());
        }

        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(header(letter, "dl_offset")).isEqualTo("1"));
        assertThat(catalogue.named(Kind.DATABASE, "payments-db")).containsExactly(database);
    }

    @Test
    void anotherManifestOfTheSameMillisecondCountsByItsPlaceInTheTopic() {
        Manifest other = new ManifestReader()
                .read("x", GuideManifests.DATABASE.replace("cpuCount: 2", "cpuCount: 4"))
                .manifests()
                .getFirst();
        catalogue.keep(other, NOW);
        records(consumer, 1, manifest());

        try (var _ = start(() -> consumer)) {
            await().until(() -> catalogue.problem().isEmpty());
        }

        assertThat(catalogue.named(Kind.DATABASE, "payments-db"))
                .singleElement()
                .extracting(Manifest::digest)
                .isEqualTo(database().digest());
    }

    @Test
    void aRemovedRecordOfADeliveryIsForgotten() {
        var delivery = Delivery.of(Optional.of("merge-1"), new byte[0], "");
        catalogue.keep("merge-1", new SeenDelivery(delivery.body(), List.of()), NOW);
        records(consumer, 0);
        consumer.schedulePollTask(() ->
                consumer.addRecord(new ConsumerRecord<>("manifests", 0, 0, DeliveryRecords.key(delivery, NOW), null)));

        try (var _ = start(() -> consumer)) {
            await().until(() -> catalogue.delivery("merge-1").isEmpty());
        }

        assertThat(letters).isEmpty();
    }

    @Test
    void whatCannotBeReadGetsALetterOnlyIfItArrivedAfterTheStart() {
        records(consumer, 2, new byte[] {1}, new byte[] {2}, new byte[] {3}, manifest());

        try (var _ = start(() -> consumer)) {
            await().until(() -> !catalogue.named(Kind.DATABASE, "payments-db").isEmpty());
        }

        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("dead-letter");
            assertThat(letter.key()).isEqualTo("key2");
            assertThat(letter.value()).containsExactly(3);
            assertThat(header(letter, "dl_reason")).contains("Confluent's wire format");
            assertThat(header(letter, "dl_topic")).isEqualTo("manifests");
            assertThat(header(letter, "dl_partition")).isEqualTo("0");
            assertThat(header(letter, "dl_offset")).isEqualTo("2");
            assertThat(header(letter, "dl_service")).isEqualTo("manifest-ingest");
            assertThat(header(letter, "dl_time")).isEqualTo(NOW.toString());
        });
        assertThat(metrics.counter("gate.unreadable.manifests").count()).isEqualTo(2);
        assertThat(metrics.counter("gate.dead.letters", "topic", "manifests").count())
                .isEqualTo(1);
    }

    @Test
    void aLetterThatWouldNotFitHasOnlyItsBeginningAndSaysSo() {
        records(consumer, 0, new byte[Topic.MAX_LETTER_BYTES + 1], new byte[Topic.MAX_LETTER_BYTES], manifest());

        try (var _ = start(() -> consumer)) {
            await().until(() -> !catalogue.named(Kind.DATABASE, "payments-db").isEmpty());
        }

        assertThat(letters).extracting(letter -> letter.value().length).containsOnly(Topic.MAX_LETTER_BYTES);
        assertThat(letters)
                .extracting(letter -> CloudEventHeaders.text(letter.headers(), "dl_length"))
                .containsExactly(Optional.of(Integer.toString(Topic.MAX_LETTER_BYTES + 1)), Optional.empty());
    }

    @Test
    void aLetterThatKafkaDidNotTakeIsWrittenLaterAndOnlyOnce() {
        writing.add(new UnavailableException("Kafka is out of reach", null));
        MockConsumer<String, byte[]> second = new MockConsumer<>("earliest");
        records(consumer, 0, new byte[] {1}, new byte[] {2});
        records(second, 2, new byte[] {1}, new byte[] {2}, manifest());
        var consumers = new ArrayDeque<>(List.of(consumer, second));

        try (var _ = start(consumers::pop)) {
            await().until(() -> !catalogue.named(Kind.DATABASE, "payments-db").isEmpty());
        }

        assertThat(letters).extracting(letter -> header(letter, "dl_offset")).containsExactly("0", "1");
    }

    @Test
    void anUnexpectedFailureIsSaidAndReadingBeginsAgain() {
        var begun = new CountDownLatch(1);
        records(consumer, 1, manifest());
        var tries = new AtomicInteger();

        try (var _ = start(() -> {
            if (tries.getAndIncrement() == 0) {
                throw new IllegalStateException("a defect");
            }
            awaitUninterruptibly(begun);
            return consumer;
        })) {
            await().untilAsserted(() -> assertThat(catalogue.problem())
                    .contains("reading accepted manifests failed unexpectedly: IllegalStateException"));
            begun.countDown();
            await().until(() -> catalogue.problem().isEmpty());
        }
    }

    @Test
    void whatIsNotCommittedYetIsWaitedFor() {
        records(consumer, 1, manifest());
        ends = _ -> Map.of(PARTITION, 2L);

        try (var _ = start(() -> consumer)) {
            await().until(() -> !catalogue.named(Kind.DATABASE, "payments-db").isEmpty());
            assertThat(catalogue.problem()).isPresent();
            more(consumer, 1);
            await().until(() -> catalogue.problem().isEmpty());
        }
    }

    @Test
    void whileNobodyKnowsWhetherARequestIsWrittenTheCatalogueDoesNotAnswer() {
        records(consumer, 1, manifest());
        try (var _ = start(() -> consumer)) {
            await().until(() -> catalogue.problem().isEmpty());

            doubts.begin();
            assertThat(catalogue.problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("found out"));
            ends = _ -> Map.of(PARTITION, 2L);
            doubts.end();
            assertThat(catalogue.problem()).isPresent();
            more(consumer, 1);
            await().until(() -> catalogue.problem().isEmpty());
        }
    }

    @Test
    void whileTheTopicCannotBeReadTheCatalogueDoesNotAnswer() {
        var again = new CountDownLatch(1);
        MockConsumer<String, byte[]> second = new MockConsumer<>("earliest");
        records(consumer, 1, manifest());
        records(second, 1, manifest());
        var consumers = new ArrayDeque<>(List.of(consumer, second));

        try (var _ = start(() -> {
            if (consumers.size() == 1) {
                awaitUninterruptibly(again);
            }
            return consumers.pop();
        })) {
            await().until(() -> catalogue.problem().isEmpty());
            ends = _ -> Map.of(PARTITION, 1L);
            consumer.schedulePollTask(() -> {
                throw new KafkaException("not authorized");
            });
            await().untilAsserted(
                            () -> assertThat(catalogue.problem()).contains("accepted manifests have to be read again"));
            again.countDown();
            await().until(() -> catalogue.problem().isEmpty());
        }
    }

    @Test
    void anOlderRecordDoesNotReplaceANewerManifest() {
        Manifest newer = new ManifestReader()
                .read("x", GuideManifests.CONFIG)
                .manifests()
                .getFirst();
        Manifest older = new ManifestReader()
                .read("x", GuideManifests.CONFIG.replace("1.0.0", "0.9.0"))
                .manifests()
                .getFirst();

        catalogue.keep(newer, NOW);
        catalogue.keep(older, NOW.minusSeconds(1));

        assertThat(catalogue.named(Kind.DEPLOYMENT_CONFIG, "payment-api")).containsExactly(newer);
    }

    private TopicReader start(Supplier<Consumer<String, byte[]>> consumers) {
        var unreadable = new UnreadableManifests(this::write, Clock.fixed(NOW, ZoneOffset.UTC), metrics);
        return TopicReader.start(consumers, ends, doubts, codec, catalogue, unreadable);
    }

    private CompletableFuture<Void> write(ProducerRecord<String, byte[]> letter) {
        RuntimeException failure = writing.poll();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        letters.add(letter);
        return CompletableFuture.completedFuture(null);
    }

    private static Manifest database() {
        return new ManifestReader()
                .read("x", GuideManifests.DATABASE)
                .manifests()
                .getFirst();
    }

    private static ManifestAccepted withDigest(ManifestAccepted event, String digest) {
        return ManifestAccepted.newBuilder(event).setDigest(digest).build();
    }

    private byte[] manifest() {
        Manifest database = database();
        return codec.encode(Topics.MANIFESTS, event(database.id().toString(), "Database", database.canonical()));
    }

    /** What a consumer gives, of which so many were there when reading began. */
    private static void records(MockConsumer<String, byte[]> consumer, long before, byte[]... values) {
        consumer.updatePartitions("manifests", List.of(new PartitionInfo("manifests", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, before));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < values.length; i++) {
                consumer.addRecord(new ConsumerRecord<>("manifests", 0, i, "key" + i, values[i]));
            }
        });
    }

    /** One more record, which holds no manifest. */
    private static void more(MockConsumer<String, byte[]> consumer, long offset) {
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>("manifests", 0, offset, "key", new byte[] {1})));
    }

    private static String header(ProducerRecord<String, byte[]> letter, String name) {
        return CloudEventHeaders.text(letter.headers(), name).orElseThrow();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ManifestAccepted event(String id, String kind, String document) {
        return ManifestAccepted.newBuilder()
                .setManifestId(id)
                .setKind(kind)
                .setDocument(document)
                .setDigest("sha256:0")
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("merge-1")
                        .build())
                .setAcceptedAt(NOW)
                .build();
    }
}
