package dev.migrationgate.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Doubts;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.catalogue.MemoryWindow;
import dev.migrationgate.ingest.catalogue.TopicReader;
import dev.migrationgate.ingest.catalogue.UnreadableManifests;
import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.SeenImage;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SubmissionRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("manifests", 0);
    private static final BranchHead HEAD = new BranchHead("acme/manifests", "refs/heads/main", "c0ffee");
    private static final SeenImage IMAGE =
            new SeenImage("host/p/r/payment-api:1.0.0", Digest.of("image"), Optional.empty());

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final SubmissionRecords records = new SubmissionRecords(new Encoding(codec, Optional.empty()));

    @Test
    void everythingOfASubmissionIsReadBackFromTheTopic() {
        List<Manifest> manifests =
                new ManifestReader().read("x", GuideManifests.ALL).manifests();
        Manifest database = manifests.getLast();
        var first = submission("one", NOW, manifests, List.of());
        var second = submission("two", NOW.plusSeconds(1), List.of(), List.of(database));
        var catalogue = new MemoryCatalogue(MemoryWindow.DEFAULT, InstantSource.fixed(NOW));

        try (var _ = read(catalogue, List.of(first, second))) {
            await().until(() -> catalogue.problem().isEmpty());
        }

        assertThat(catalogue.all(Kind.DATABASE)).isEmpty();
        assertThat(catalogue.named(Kind.APPLICATION, "payment-api")).hasSize(1);
        assertThat(catalogue.head("acme/manifests", "refs/heads/main")).contains(HEAD);
        assertThat(catalogue.digestOf(IMAGE.reference())).contains(IMAGE.digest());
        assertThat(catalogue.delivery("two")).isPresent();
    }

    @Test
    void whatWasPostedAgainAfterItWasRemovedStays() {
        List<Manifest> database =
                new ManifestReader().read("x", GuideManifests.DATABASE).manifests();
        var catalogue = new MemoryCatalogue();
        catalogue.remember(submission("three", NOW.plusSeconds(2), database, List.of()));

        try (var _ = read(catalogue, List.of(submission("two", NOW.plusSeconds(1), List.of(), database)))) {
            await().until(() -> catalogue.problem().isEmpty());
        }

        assertThat(catalogue.all(Kind.DATABASE)).hasSize(1);
    }

    @Test
    void theRequesterIsWhereTheDeliveryCameFrom() {
        var origin = new Origin(
                "github",
                Optional.of("octocat"),
                Optional.of("acme/manifests"),
                Optional.of("refs/heads/main"),
                Optional.of("c0ffee"));
        var delivery = Delivery.of(Optional.of("github:1"), new byte[0], "trace", origin);
        var submission = new Submission(
                delivery,
                NOW,
                new ManifestReader().read("x", GuideManifests.DATABASE).manifests(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());

        var event =
                codec.decode(Topics.MANIFESTS, records.of(submission).getFirst().value());

        assertThat(event.getRequester().getActor()).contains("octocat");
        assertThat(event.getRequester().getRepository()).contains("acme/manifests");
        assertThat(event.getRequester().getRef()).contains("refs/heads/main");
        assertThat(event.getRequester().getCommit()).contains("c0ffee");
        assertThat(event.getRequester().getSource()).isEqualTo("github");
    }

    private static Submission submission(String id, Instant at, List<Manifest> manifests, List<Manifest> removed) {
        var delivery = Delivery.of(Optional.of(id), new byte[0], "trace");
        return new Submission(
                delivery,
                at,
                manifests,
                removed.stream().map(Manifest::id).toList(),
                List.of(IMAGE),
                Optional.of(HEAD),
                List.of());
    }

    private TopicReader read(MemoryCatalogue catalogue, List<Submission> submissions) {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        List<ProducerRecord<String, byte[]>> written =
                submissions.stream().flatMap(each -> records.of(each).stream()).toList();
        consumer.updateEndOffsets(Map.of(PARTITION, (long) written.size()));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < written.size(); i++) {
                consumer.addRecord(received(written.get(i), i));
            }
        });
        var unreadable = new UnreadableManifests(
                _ -> CompletableFuture.completedFuture(null), Clock.systemUTC(), new SimpleMeterRegistry());
        return TopicReader.start(
                () -> consumer, consumer::endOffsets, new Doubts(catalogue), codec, catalogue, unreadable);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent, long offset) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
