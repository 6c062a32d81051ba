package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("manifests", 0);
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final ApplicationId APPLICATION = ApplicationId.parse("a/b/c/d/e");

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final MemoryCatalogue catalogue = new MemoryCatalogue();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void whatWasAcceptedBeforeIsKnownAfterAStart() {
        Manifest database = new ManifestReader()
                .read("x", GuideManifests.DATABASE)
                .manifests()
                .getFirst();
        var delivery = Delivery.of(Optional.of("merge-1"), new byte[0], "");
        var deployment = new Deployment(
                DeploymentId.derive("merge-1", APPLICATION), APPLICATION, "1.0.0", LaneId.of(APPLICATION), true, NOW);
        records(
                codec.encode(Topics.MANIFESTS, event(database.id().toString(), "Database", database.canonical())),
                new byte[] {1, 2, 3},
                codec.encode(
                        Topics.MANIFESTS,
                        event(
                                DeliveryRecords.key(delivery),
                                DeliveryRecords.KIND,
                                DeliveryRecords.document(delivery, List.of(deployment)))));

        try (var _ = TopicReader.start(() -> consumer, codec, catalogue)) {
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

    private void records(byte[]... values) {
        consumer.updatePartitions("manifests", List.of(new PartitionInfo("manifests", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) values.length));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < values.length; i++) {
                consumer.addRecord(new ConsumerRecord<>("manifests", 0, i, "key" + i, values[i]));
            }
        });
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
