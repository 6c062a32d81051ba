package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.yaml.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records of the manifests topic into the catalogue. */
final class AcceptedManifests {
    private final EventCodec codec;
    private final MemoryCatalogue catalogue;
    private final ManifestReader reader = new ManifestReader(Limits.ACCEPTED);

    AcceptedManifests(EventCodec codec, MemoryCatalogue catalogue) {
        this.codec = codec;
        this.catalogue = catalogue;
    }

    /**
     * Takes in one record, which may be taken in again.
     *
     * @return why it cannot be read, in which case it is left out; empty: it was taken in
     * @throws RegistryException the registry is out of reach; the record may be tried again
     */
    Optional<String> take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                forget(record.key(), Instant.ofEpochMilli(record.timestamp()));
                return Optional.empty();
            }
            take(codec.decode(Topics.MANIFESTS, record.value()));
            return Optional.empty();
        } catch (RegistryException e) {
            throw e;
        } catch (UndecodableException e) {
            return Optional.of(e.reason());
        } catch (RuntimeException e) {
            // The event was read; what it carries is JSON and YAML, whose readers throw of their own kinds.
            return Optional.of(new UndecodableException("the document is none that ingest wrote", e).reason());
        }
    }

    private void take(ManifestAccepted event) {
        switch (event.getKind()) {
            case DeliveryRecords.KIND -> delivery(event);
            case BranchHeadRecords.KIND ->
                catalogue.keep(BranchHeadRecords.read(event.getDocument()), event.getAcceptedAt());
            case SeenImageRecords.KIND ->
                catalogue.keep(SeenImageRecords.read(event.getDocument()), event.getAcceptedAt());
            default -> manifest(event);
        }
    }

    /** Most records are this instance's own, and were kept when they were published: those are not read once more. */
    private void delivery(ManifestAccepted event) {
        if (!catalogue.holdsDelivery(event.getManifestId())) {
            SeenDelivery seen = catalogue
                    .onTheirWay()
                    .delivery(event.getManifestId())
                    .orElseGet(() -> DeliveryRecords.read(event.getDocument()));
            catalogue.keep(event.getRequester().getDeliveryId(), seen, event.getAcceptedAt());
        }
    }

    private void manifest(ManifestAccepted event) {
        if (!catalogue.holds(ManifestId.parse(event.getManifestId()), event.getDigest(), event.getAcceptedAt())) {
            Manifest manifest = catalogue
                    .onTheirWay()
                    .manifest(event.getManifestId(), event.getDigest())
                    .orElseGet(() -> manifest(event.getDocument()));
            catalogue.keep(manifest, event.getAcceptedAt());
        }
    }

    private Manifest manifest(String document) {
        List<Manifest> manifests = reader.read("accepted", document).manifests();
        if (manifests.size() != 1) {
            throw new IllegalArgumentException("the document holds " + manifests.size() + " manifests");
        }
        return manifests.getFirst();
    }

    /** A manifest's key is its identity; those of other records have a space in their kind, and only deliveries are forgotten. */
    private void forget(String key, Instant at) {
        if (key.startsWith(DeliveryRecords.KIND)) {
            catalogue.forgetDelivery(key);
        } else if (!key.startsWith(BranchHeadRecords.KIND) && !key.startsWith(SeenImageRecords.KIND)) {
            catalogue.forget(ManifestId.parse(key), at);
        }
    }
}
