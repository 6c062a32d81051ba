package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The records' documents are no documents here: whoever reads one says so. */
class OnTheirWayTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String UNREADABLE = "[";
    private static final String OTHER_DIGEST = "sha256:" + "0".repeat(64);

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final MemoryCatalogue catalogue = new MemoryCatalogue(MemoryWindow.DEFAULT, InstantSource.fixed(NOW));
    private final AcceptedManifests accepted = new AcceptedManifests(codec, catalogue);
    private final Manifest database =
            new ManifestReader().read("x", GuideManifests.DATABASE).manifests().getFirst();
    private final Delivery delivery = Delivery.of(Optional.of("merge-1"), new byte[0], "");
    private final Submission submission =
            new Submission(delivery, NOW, List.of(database), List.of(), List.of(), Optional.empty(), List.of());

    @Test
    void whatIsBeingPublishedIsNotParsedOnceMoreWhenItsRecordIsThereFirst() {
        catalogue.begun(submission);

        assertThat(accepted.take(manifest(database.digest().value()))).isEmpty();
        assertThat(accepted.take(deliverySeen())).isEmpty();

        assertThat(catalogue.named(Kind.DATABASE, "payments-db")).containsExactly(database);
        assertThat(catalogue.delivery("merge-1")).contains(new SeenDelivery(delivery.body(), List.of()));
    }

    @Test
    void ofAnyOtherRecordTheDocumentCounts() {
        catalogue.begun(submission);

        assertThat(accepted.take(manifest(OTHER_DIGEST))).isPresent();
        assertThat(catalogue.named(Kind.DATABASE, "payments-db")).isEmpty();
    }

    @Test
    void onceItIsPublishedOrNotItIsAsAnyOther() {
        catalogue.begun(submission);
        catalogue.ended(submission);

        assertThat(accepted.take(manifest(database.digest().value()))).isPresent();
        assertThat(accepted.take(deliverySeen())).isPresent();
        assertThat(catalogue.delivery("merge-1")).isEmpty();
    }

    private ConsumerRecord<String, byte[]> manifest(String digest) {
        return record(database.id().toString(), "Database", digest);
    }

    private ConsumerRecord<String, byte[]> deliverySeen() {
        return record(DeliveryRecords.key(delivery, NOW), DeliveryRecords.KIND, OTHER_DIGEST);
    }

    private ConsumerRecord<String, byte[]> record(String id, String kind, String digest) {
        ManifestAccepted event = ManifestAccepted.newBuilder()
                .setManifestId(id)
                .setKind(kind)
                .setDocument(UNREADABLE)
                .setDigest(digest)
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("merge-1")
                        .build())
                .setAcceptedAt(NOW)
                .build();
        return new ConsumerRecord<>("manifests", 0, 0, id, codec.encode(Topics.MANIFESTS, event));
    }
}
